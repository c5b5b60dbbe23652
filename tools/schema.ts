import { copyFileSync } from "node:fs";
import path from "node:path";
import { rooms } from "../src/office";
import { officePromises } from "./promises/office-promises";
import { writePromises } from "./promises/write-promises";

/**
 * `npm run schema` writes what we promise outside; its diff is the review of the API. `npm run schema -- --release`
 * also makes the schema of today the one that breaking changes are counted from.
 */
const root = path.resolve(__dirname, "..");
const promises = officePromises(rooms);
const written = writePromises(root, promises);
for (const { path: name, kind } of written) console.log(`${kind === "no longer promised" ? "removed" : "written"}  ${name}`);
console.log(`${promises.size} promises, ${written.length ? `${written.length} files changed` : "nothing changed"}`);
if (process.argv.includes("--release")) {
  copyFileSync(path.join(root, "schema/schema.graphql"), path.join(root, "schema/released.graphql"));
  console.log("schema/released.graphql is today's schema: breaking changes are counted from here");
}
