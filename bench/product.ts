import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const benchRoot = path.dirname(fileURLToPath(import.meta.url));
export const repositoryRoot = path.dirname(benchRoot);

const require = createRequire(path.join(repositoryRoot, "package.json"));

/**
 * The product as it is built (`dist/`), loaded with the product's own packages. The measure's packages stand in
 * `bench/node_modules` and never mix with them: two copies of graphql in one schema would not work at all.
 */
export function product<Module>(file: string): Module {
  return require(path.join(repositoryRoot, "dist", file)) as Module;
}

/** A package as the product has it. */
export const requireOfProduct = (name: string): unknown => require(name);
