/**
 * `npm run screens`: runs commands in a terminal of their own, on an emulated AWS, and draws what they have shown into
 * docs/screens/. The class on this machine is left alone. Needs `script` of util-linux.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { capture } from "../../lib/spawn.ts";
import { svgOf } from "./svg.ts";
import { Terminal } from "./terminal.ts";

interface Screen {
  readonly before: readonly string[];
  readonly shown: readonly string[];
  readonly after: readonly string[];
}

const SCREENS: Readonly<Record<string, Screen>> = {
  class: {
    before: ["npm start -- --labs static-site,vpc-manual"],
    shown: ["npm run class -- outputs", "npm run class -- check"],
    after: ["npm run down"],
  },
};

const COLUMNS = 132;
const FOLDER = path.join(PROJECT, "docs/screens");

/** What npm says of the script that it runs. */
const NPM_ECHO = "> ";

/** Runs a command as at a prompt. @throws CommandError */
async function run(command: string, folder: string): Promise<Terminal> {
  const terminal = new Terminal(COLUMNS);
  const sized = `stty cols ${COLUMNS} rows 40; ${command}`;
  const env = { ...process.env, AWS_CLASS_FOLDER: folder, LANG: "C.UTF-8", TERM: "xterm-256color" };
  const typescript = path.join(folder, "typescript");
  terminal.write(`\x1b[1m$ ${command}\x1b[0m\r\n`);
  terminal.write(
    await capture("script", ["--quiet", "--return", "--command", sized, typescript], {
      cwd: PROJECT,
      env,
    }),
  );
  return terminal;
}

const textOf = (line: Terminal["lines"][number]): string => line.map(({ text }) => text).join("");

/** The lines of a screen, without what npm says, and without empty lines at its start and end. */
function trimmed(terminal: Terminal): Terminal["lines"] {
  const [prompt = [], ...output] = terminal.lines.filter(
    (line) => !textOf(line).startsWith(NPM_ECHO),
  );
  const isFilled = (line: Terminal["lines"][number]) => textOf(line).trim() !== "";
  return [prompt, ...output.slice(output.findIndex(isFilled), output.findLastIndex(isFilled) + 1)];
}

mkdirSync(FOLDER, { recursive: true });
for (const [name, { before, shown, after }] of Object.entries(SCREENS)) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-screens-"));
  try {
    for (const command of before) await run(command, folder);
    const screens = [];
    for (const command of shown) screens.push(trimmed(await run(command, folder)));
    for (const command of after) await run(command, folder);
    const lines = screens.flatMap((screen) => [...screen, []]).slice(0, -1);
    const picture = { title: `A terminal with ${shown.join(", ")}`, columns: COLUMNS };
    const file = path.join(FOLDER, `${name}.svg`);
    writeFileSync(file, svgOf(lines, picture));
    console.log(`${path.relative(PROJECT, file)}, ${lines.length} lines`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
