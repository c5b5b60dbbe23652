# syntax=docker/dockerfile:1
# The service in production: compiled, without development dependencies or an embedded database, as a user that may do
# nothing else. Settings come from the environment (README, "In production"); the database is outside (DATABASE_URL).

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /carebill
COPY package.json package-lock.json .npmrc ./
# No install scripts: nothing here needs one, and a dependency's script is somebody else's program.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY migrations ./migrations
COPY seeds ./seeds
COPY tools ./tools
RUN node_modules/.bin/tsc -p tsconfig.build.json && rm -rf dist/tools dist/.tsbuildinfo

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /carebill
COPY package.json package-lock.json .npmrc ./
# Optional dependencies are the bundled Node and PostgreSQL; the image has its own Node and uses an outside database.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    CAREBILL_MODE=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    CAREBILL_DATA=/var/lib/carebill \
    HOME=/var/lib/carebill
RUN groupadd --system --gid 10001 carebill \
 && useradd --system --uid 10001 --gid carebill --home-dir /var/lib/carebill --create-home --shell /usr/sbin/nologin carebill
WORKDIR /carebill
COPY --from=dependencies /carebill/node_modules ./node_modules
COPY --from=build /carebill/dist ./dist
COPY package.json ./
COPY docs ./docs
COPY schema ./schema
USER 10001:10001
EXPOSE 4000
# /health says that the process answers; /ready, for the load balancer, that the database does too.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is the first process and takes the signals itself. Migrations are a step of their own: docker run … node dist/src/main.js migrate
CMD ["node", "dist/src/main.js"]
