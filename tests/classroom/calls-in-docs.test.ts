import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { commands } from "../../classroom/commands.ts";
import { callOf } from "../../classroom/console/command.ts";
import { optionName } from "../../classroom/console/option.ts";
import { PROJECT } from "../../lib/project.ts";

const textOf = (file: string): string => readFileSync(path.join(PROJECT, file), "utf8");

interface Mention {
  readonly name: string;
  readonly options: readonly string[];
}

/** The documents with commands to run. */
const CALLING = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/*.md",
  "docs/screens/*.svg",
  "*/**/README.md",
].flatMap((pattern) => globSync(pattern, { cwd: PROJECT, exclude: ["node_modules/**"] }));

/** What prints calls: fixes, next steps, hints. */
const PRINTING = globSync("{lib,aws,components,policy,labs,infra,engine,classroom}/**/*.{ts,mjs}", {
  cwd: PROJECT,
});

const SCRIPTS: Readonly<Record<string, string>> = { start: "up", "run down": "down" };

/** The commands that a text calls, and the options it writes with them, up to a comment or the end of the code. */
function mentionsIn(text: string): Mention[] {
  const calls = text.matchAll(
    /npm (start|run down|run class -- ([\w-]+))(?![\w-])(?: --(?= ))?([^`#\n|;&()\\]*)/g,
  );
  return [...calls].map(([, script = "", name, rest = ""]) => ({
    name: name ?? SCRIPTS[script] ?? script,
    options: [...rest.matchAll(/(?<=\s)--([\w-]+)/g)].map(([, option = ""]) => option),
  }));
}

/** What stands for a command's name, and the help. */
const PLACEHOLDERS = ["COMMAND", "NAME", "help"];

/** What a text calls that does not exist. */
function wrongIn(text: string): string[] {
  return mentionsIn(text).flatMap(({ name, options }) => {
    const command = commands.find((each) => each.name === name);
    if (!command) return PLACEHOLDERS.includes(name) ? [] : [name];
    const known = [...Object.keys(command.options).map(optionName), "help"];
    return options
      .filter((option) => !known.includes(option))
      .map((option) => `${name} --${option}`);
  });
}

describe("the calls in a text", () => {
  it("are found with their options", () => {
    const text =
      "`npm start -- --labs a --stack dev`\nnpm run class -- check --wait   # --no\nnpm start";
    assert.deepEqual(mentionsIn(text), [
      { name: "up", options: ["labs", "stack"] },
      { name: "check", options: ["wait"] },
      { name: "up", options: [] },
    ]);
  });

  it("are wrong where there is no such command or option", () => {
    const text = "npm run down -- --labs a; npm run class -- chek; npm run class -- cost --json";
    assert.deepEqual(wrongIn(text), ["down --labs", "chek"]);
  });

  for (const file of CALLING)
    it(`of ${file} exist`, () => {
      assert.deepEqual(wrongIn(textOf(file)), []);
    });

  it("of the sources exist", () => {
    const called = PRINTING.flatMap((file) => mentionsIn(textOf(file)));
    assert.ok(called.length > 150, `${called.length} calls`);
    const wrong = PRINTING.flatMap((file) => wrongIn(textOf(file)).map((call) => [file, call]));
    assert.deepEqual(wrong, []);
  });

  it("name every command in docs/commands.md, which README.md links", () => {
    const docs = textOf("docs/commands.md").split("\n");
    for (const command of commands) assert.ok(docs.includes(`## ${callOf(command)}`), command.name);
    assert.match(textOf("README.md"), /\(docs\/commands\.md\)/);
  });
});
