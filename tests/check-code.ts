/**
 * `npm run check:lint`: what `tsc` and `eslint .` say, over one TypeScript program. Most of the time of either is reading
 * the declarations of AWS. Both keep what they found: TypeScript checks again what a change reaches, ESLint what changed.
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { ESLint } from "eslint";
import ts from "typescript";

const PROJECT = path.dirname(import.meta.dirname);
const CACHE = path.join(PROJECT, "node_modules/.cache/eslint/");

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => PROJECT,
  getNewLine: () => "\n",
};

/** Checks types, as `tsc` does. @returns the program, and how many mistakes it has printed */
function checkTypes(): { program: ts.Program; mistakes: number } {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(PROJECT, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (found) => {
        throw new Error(ts.formatDiagnostic(found, host));
      },
    },
  );
  if (!config) throw new Error("tsconfig.json cannot be read");
  const { fileNames: rootNames, options, errors: configFileParsingDiagnostics } = config;
  const builder = ts.createIncrementalProgram({ rootNames, options, configFileParsingDiagnostics });
  const found = [
    ...builder.getConfigFileParsingDiagnostics(),
    ...builder.getOptionsDiagnostics(),
    ...builder.getSyntacticDiagnostics(),
    ...builder.getGlobalDiagnostics(),
    ...builder.getSemanticDiagnostics(),
  ];
  builder.emit(); // the record of what was checked, nothing else: noEmit
  if (found.length > 0) console.error(ts.formatDiagnostics(found, host));
  return { program: builder.getProgram(), mistakes: found.length };
}

/** @returns whether every rule holds; prints what does not */
async function lint(program: ts.Program): Promise<boolean> {
  // ESLint writes its configuration into its cache's keys; a program stands for the file that it is made from.
  const named = Object.assign(program, { toJSON: () => "tsconfig.json" });
  const eslint = new ESLint({
    cwd: PROJECT,
    cache: true,
    cacheLocation: CACHE,
    overrideConfig: {
      files: ["**/*.ts"],
      languageOptions: { parserOptions: { projectService: false, programs: [named] } },
    },
  });
  const results = await eslint.lintFiles(["."]);
  // A file that came after the program was made is no mistake of the file, and must not be kept for one.
  if (results.some(({ fatalErrorCount }) => fatalErrorCount > 0))
    rmSync(CACHE, { recursive: true, force: true });
  const text = await (await eslint.loadFormatter("stylish")).format(results);
  if (text) console.log(text);
  return results.every(({ errorCount, warningCount }) => errorCount + warningCount === 0);
}

const { program, mistakes } = checkTypes();
const clean = await lint(program);
process.exitCode = mistakes === 0 && clean ? 0 : 1;
