/** Lets a plain `node` run our TypeScript: same transform as jest.config.cjs, for tests that need a process of their own. */
const Module = require("node:module");
const { transformFileSync } = require("@swc/core");

Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformFileSync(filename, {
    jsc: { target: "es2023", parser: { syntax: "typescript", decorators: true } },
    module: { type: "commonjs" },
    sourceMaps: "inline",
    swcrc: false,
  });
  module._compile(code, filename);
};
