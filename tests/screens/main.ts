/**
 * `npm run screens`: runs commands in a terminal, in a copy of the project on an emulated AWS, and draws what they have shown
 * into docs/screens/, with pictures of the class's page and board. The class on this machine is left alone. Needs `script` of
 * util-linux, and Chromium.
 */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { PROJECT } from "../../lib/project.ts";
import { capture } from "../../lib/spawn.ts";
import { ProjectCopy } from "../support/project-copy.ts";
import { takePages } from "./pages.ts";
import { svgOf } from "./svg.ts";
import { type Cell, Terminal } from "./terminal.ts";

new Command("npm run screens --")
  .description("run commands on an emulated AWS, and draw what they show into docs/screens")
  .allowExcessArguments(false)
  .parse();

interface Screen {
  readonly shown: readonly string[];
  readonly after: readonly string[];
}

const SCREENS: Readonly<Record<string, Screen>> = {
  class: { shown: ["npm start"], after: ["npm run down"] },
};

/** As wide as a README shows in letters that can be read: what is longer is cut, not wrapped. */
const COLUMNS = 104;
const ENDLESS = 10_000;
const FOLDER = path.join(PROJECT, "docs/screens");

/** What npm says of the script that it runs. */
const NPM_ECHO = "> ";

/** Runs a command as at a prompt. @throws CommandError */
async function run(command: string, cwd: string): Promise<Terminal> {
  const terminal = new Terminal(ENDLESS);
  const sized = `stty cols ${COLUMNS} rows 40; ${command}`;
  const env = { ...process.env, LANG: "C.UTF-8", TERM: "xterm-256color" };
  const typescript = path.join(cwd, "typescript");
  terminal.write(`\x1b[1m$ ${command}\x1b[0m\r\n`);
  terminal.write(
    await capture("script", ["--quiet", "--return", "--command", sized, typescript], { cwd, env }),
  );
  return terminal;
}

/** A line as far as it is shown. */
const cut = (line: readonly Cell[]): readonly Cell[] =>
  line.length <= COLUMNS ? line : [...line.slice(0, COLUMNS - 1), { text: "…", style: [2] }];

const textOf = (line: readonly Cell[]): string => line.map(({ text }) => text).join("");

/** The lines of a screen, without what npm says, and without empty lines at its start and end. */
function trimmed(terminal: Terminal): Terminal["lines"] {
  const [prompt = [], ...output] = terminal.lines.filter(
    (line) => !textOf(line).startsWith(NPM_ECHO),
  );
  const isFilled = (line: readonly Cell[]) => textOf(line).trim() !== "";
  return [prompt, ...output.slice(output.findIndex(isFilled), output.findLastIndex(isFilled) + 1)];
}

// The commands would use, change and end the class there.
delete process.env.AWS_CLASS_FOLDER;
mkdirSync(FOLDER, { recursive: true });
const copy = new ProjectCopy();
try {
  copy.configure("local", {});
  cpSync(path.join(PROJECT, "package-lock.json"), path.join(copy.folder, "package-lock.json"));
  for (const [name, { shown, after }] of Object.entries(SCREENS)) {
    const screens = [];
    for (const command of shown) screens.push(trimmed(await run(command, copy.folder)));
    for (const file of await takePages(copy.folder, FOLDER))
      console.log(path.relative(PROJECT, file));
    for (const command of after) await run(command, copy.folder);
    const lines = screens.flatMap((screen) => [...screen.map(cut), []]).slice(0, -1);
    const machine = lines.map(textOf).find((text) => text.includes(copy.folder));
    if (machine !== undefined)
      throw new Error(`The screen shows a path of this machine: ${machine}`);
    const picture = { title: `A terminal with ${shown.join(", ")}`, columns: COLUMNS };
    const file = path.join(FOLDER, `${name}.svg`);
    writeFileSync(file, svgOf(lines, picture));
    console.log(`${path.relative(PROJECT, file)}, ${lines.length} lines`);
  }
} finally {
  copy.remove();
}
