import { globSync } from "node:fs";
import path from "node:path";
import { groups } from "./groups.ts";

const name = process.env.MUTATION_GROUP ?? "";
const { mutate, tests } = groups[name] ?? { mutate: [], tests: [] };

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [...mutate],
  plugins: [
    path.resolve(
      "node_modules/.aws-class-mutation/node_modules/@stryker-mutator/mocha-runner/dist/src/index.js",
    ),
  ],
  testRunner: "mocha",
  testRunnerNodeArgs: ["--require", path.resolve("tests/mutation/mocha-files.cjs")],
  mochaOptions: {
    "no-config": true,
    "no-package": true,
    spec: tests.flatMap((pattern) => globSync(pattern)),
  },
  coverageAnalysis: "perTest",
  disableTypeChecks: false, // Node strips the types
  ignoreStatic: true, // what runs once, when a module is loaded: each change would take a process of its own
  concurrency: 2,
  timeoutMS: 20_000,
  // Not in node_modules, where Node would not strip the types.
  tempDirName: ".class/mutation",
  incremental: true,
  incrementalFile: `.class/mutation-scores/${name}-incremental.json`,
  ignorePatterns: [".class", ".git", "docs/screens"],
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `.class/mutation-scores/${name}.json` },
  thresholds: { high: 95, low: 85, break: 85 },
};
