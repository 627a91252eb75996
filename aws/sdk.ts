import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * Loads a package of the SDK. They are CommonJS: `import()` reads the source a second time for the names of its exports, which doubles
 * the time, and takes 24 MB more for EC2.
 */
export const sdk = (name: `@aws-sdk/${string}`): unknown => require(name);
