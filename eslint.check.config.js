/**
 * eslint.config.js for `npm run check`: its rules and the type checker in one go, over one program. Most of the time of
 * either is reading the declarations of AWS. Editors take eslint.config.js, whose program follows what is typed.
 */
import { defineConfig } from "eslint/config";
import ts from "typescript";
import rules from "./eslint.config.js";

const { config, error } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
if (error) throw new Error(told(error));
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, import.meta.dirname);
const program = ts.createProgram(fileNames, options);

/** What `tsc --noEmit` says of a file, as a rule. */
const types = {
  create: ({ report, sourceCode }) => ({
    Program(node) {
      const file = sourceCode.parserServices.esTreeNodeToTSNodeMap.get(node);
      for (const found of ts.getPreEmitDiagnostics(program, file))
        report({ loc: sourceCode.getLocFromIndex(found.start ?? 0), message: told(found) });
    },
  }),
};

function told({ code, messageText }) {
  return `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}

export default defineConfig(rules, {
  files: ["**/*.ts"],
  plugins: { typescript: { rules: { types } } },
  languageOptions: { parserOptions: { projectService: false, programs: [program] } },
  rules: { "typescript/types": "error" },
});
