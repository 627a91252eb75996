import {
  appendFileSync,
  cpSync,
  globSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { PROJECT } from "../../../lib/project.ts";

/** The tsconfig.json of Pulumi's template `aws-typescript`. */
const COMPILER_OPTIONS = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

/** What our sources and our TypeScript need besides, as a user of the template would set it. */
const ADDED_OPTIONS = {
  esModuleInterop: true,
  ignoreDeprecations: "6.0", // moduleResolution node
  lib: ["es2024"],
  types: ["node"],
};

/** A lab that both projects have. */
const LAB = "labs/dynamodb/lab.ts";

/** Copies our program as it is. @param project an empty folder */
export function writeOwnProject(project: string): void {
  copyProgram(project);
  for (const file of ["package.json", "Pulumi.yaml"])
    cpSync(path.join(PROJECT, file), path.join(project, file));
}

/**
 * Writes our program as a user of Pulumi's TypeScript template would have it: CommonJS, compiled and type-checked by
 * Pulumi's ts-node, which keeps what it has compiled until a file changes.
 *
 * @param project an empty folder
 */
export function writeStockProject(project: string): void {
  copyProgram(project);
  for (const file of globSync("{lib,aws,components,labs,infra}/**/*.ts", { cwd: project })) {
    const full = path.join(project, file);
    writeFileSync(full, toCommonJs(readFileSync(full, "utf8")));
  }
  moveEntry(project);
  const compilerOptions = { ...COMPILER_OPTIONS, ...ADDED_OPTIONS };
  writeJson(project, "tsconfig.json", { compilerOptions });
  writeJson(project, "package.json", { name: "class", main: "index.ts" });
  const file = path.join(PROJECT, "Pulumi.yaml");
  const { main, ...rest } = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  if (main !== "infra/index.ts") throw new Error(`${file} names another program: ${String(main)}`);
  writeFileSync(path.join(project, "Pulumi.yaml"), stringify({ ...rest, runtime: "nodejs" }));
}

/** Changes a lab's file, though nothing that it does. */
export function edit(project: string): void {
  appendFileSync(path.join(project, LAB), `// ${performance.now()}\n`);
}

function copyProgram(project: string): void {
  for (const folder of ["lib", "aws", "components", "policy", "labs", "infra"])
    cpSync(path.join(PROJECT, folder), path.join(project, folder), { recursive: true });
  symlinkSync(path.join(PROJECT, "node_modules"), path.join(project, "node_modules"));
}

/** The template has its program at the root. */
function moveEntry(project: string): void {
  const from = path.join(project, "infra/index.ts");
  const entry = readFileSync(from, "utf8").replaceAll('from "./', 'from "./infra/');
  const stock = entry.replace("export default ", "export = ");
  if (stock === entry) throw new Error("infra/index.ts has no default export any more");
  writeFileSync(path.join(project, "index.ts"), stock);
  rmSync(from);
}

const toCommonJs = (source: string): string =>
  source.replaceAll(/(from "\.[^"]*)\.ts"/g, '$1"').replaceAll("import.meta.dirname", "__dirname");

function writeJson(folder: string, file: string, content: unknown): void {
  writeFileSync(path.join(folder, file), JSON.stringify(content, undefined, 2));
}
