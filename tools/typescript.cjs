/**
 * Lets plain `node` run our TypeScript: `node --require ./tools/typescript.cjs tools/check.ts`. The same transform as
 * jest.config.cjs, without types: a guard must still run, and speak, when the types are broken.
 */
const Module = require("node:module");
const { transformFileSync } = require("@swc/core");

Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformFileSync(filename, {
    jsc: {
      target: "es2023",
      parser: { syntax: "typescript", decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
    },
    module: { type: "commonjs" },
    sourceMaps: "inline",
    swcrc: false,
  });
  module._compile(code, filename);
};
