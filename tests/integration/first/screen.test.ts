import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stopEmulator } from "../../../engine/emulator/emulator.ts";
import { PROJECT } from "../../../lib/project.ts";
import { Terminal } from "../../screens/terminal.ts";
import { Command } from "../../support/engine/command.ts";
import { goesDown } from "../../support/engine/goes-down.ts";
import { inOrder } from "../../support/processes/in-order.ts";

const MOST_LINES = 60;
const MOST_LINES_UNCHANGED = 50;
const COLUMNS = 100;
const ROWS = 40;
const CTRL_C = "\x03";

/** The default labs, as a user sees them come up. */
describe("the first screen", function () {
  this.timeout("10m");
  this.retries(0);
  inOrder();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-screen-"));
  after(async () => {
    await stopEmulator(folder); // of a run that failed
    rmSync(folder, { recursive: true });
  });

  /** Runs npm in a terminal. @param interrupt when Ctrl-C is pressed @default never */
  async function inTerminal(args: readonly string[], interrupt?: RegExp) {
    const script = path.join(PROJECT, "tests/support/engine/pty_run.py");
    const child = spawn("python3", [script, String(COLUMNS), String(ROWS), "npm", ...args], {
      cwd: PROJECT,
      env: { ...userEnvironment(), AWS_CLASS_FOLDER: folder },
      stdio: ["pipe", "pipe", "inherit"],
    });
    let shown = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (shown += chunk));
    const ended = once(child, "close") as Promise<[code: number]>;
    while (interrupt && child.exitCode === null && !interrupt.test(shown)) await sleep(50);
    if (interrupt) child.stdin.write(CTRL_C);
    const [code] = await ended;
    const terminal = new Terminal(COLUMNS);
    terminal.write(shown);
    const lines = terminal.lines.map((line) =>
      line
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    );
    return { code, shown, lines };
  }

  it(`has at most ${MOST_LINES} lines, a line a lab among them, and what starts the class`, async () => {
    const { code, lines } = await inTerminal(["start"]);
    const screen = lines.join("\n");
    assert.equal(code, 0, screen);
    assert.ok(lines.length <= MOST_LINES, `${lines.length} lines:\n${screen}`);
    assert.match(screen, /^ {2}load-balancer +17 of 17 +\d+ s {2}17 created$/m);
    assert.match(screen, /^ {2}shared +14 of 14 +\d+ s {2}14 created$/m);
    assert.match(screen, /Website {2}http/);
    assert.match(screen, /npm run class -- outputs/);
  });

  it("is shorter the second time, when nothing changes", async () => {
    const { code, lines } = await inTerminal(["start"]);
    const screen = lines.join("\n");
    assert.equal(code, 0, screen);
    assert.match(screen, /^No changes: 73 resources are as the program describes\.$/m);
    assert.ok(lines.length <= MOST_LINES_UNCHANGED, `${lines.length} lines:\n${screen}`);
  });

  it("leaves the terminal as it was when it is interrupted", async () => {
    const args = ["start", "--", "--labs", "linux-server,efs"];
    const { code, shown, lines } = await inTerminal(args, /creating EFS file system/);
    assert.notEqual(code, 0);
    assert.match(lines.join("\n"), /pulumi up was interrupted\. Run the same command again\./);
    // A cursor that was hidden, by npm, is shown again, and the last line is a whole one.
    assert.ok(shown.lastIndexOf("\x1b[?25l") <= shown.lastIndexOf("\x1b[?25h"));
    assert.equal(lines.at(-1), "");
  });

  it("is plain lines where there is no terminal", async () => {
    const { code, said } = await new Command(folder, ["up", "--labs", "dynamodb"]).end();
    assert.equal(code, 0, said);
    assert.match(said, /^ {2}dynamodb: 10 created, after \d+ s$/m);
    assert.match(said, /^ {2}total: 10 created, after \d+ s$/m);
    assert.ok(!said.includes("\x1b["), "a control sequence");
    assert.ok(said.split("\n").length <= MOST_LINES, said);
  });

  it("goes down", () => goesDown(folder));
});

/** Without what an npm around us says, and with a terminal that can be written again. */
function userEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !["NO_COLOR", "CI"].includes(name));
  return { ...Object.fromEntries(own), TERM: "xterm-256color" };
}
