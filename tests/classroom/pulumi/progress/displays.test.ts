import assert from "node:assert/strict";
import { isScreen } from "../../../../classroom/pulumi/progress/display.ts";
import type { Display } from "../../../../classroom/pulumi/progress/display.ts";
import { PlainLines } from "../../../../classroom/pulumi/progress/plain-lines.ts";
import { Screen } from "../../../../classroom/pulumi/progress/screen.ts";
import { Terminal } from "../../../screens/terminal.ts";
import { expecting, operationAfter, recorded } from "./recorded.ts";

const UP = expecting("up", { shared: 14, "linux-server": 7 });

/** Shows a recorded run second by second, until its end. */
function play(display: Display, name: string, until: number, expected = UP): void {
  for (let seconds = 1; seconds <= until; seconds++) {
    const { operation, now } = operationAfter(recorded(name), seconds, expected);
    display.update(operation, now);
  }
  const { operation, now } = operationAfter(recorded(name), until, expected);
  operation.hasSucceeded = name !== "failed";
  display.end(operation, now);
}

describe("progress on a terminal", () => {
  let terminal: Terminal;
  let written: string;
  const output = {
    columns: 80,
    rows: 24,
    write: (text: string) => {
      written += text;
      terminal.write(text.replaceAll("\n", "\r\n")); // as a terminal's driver does
    },
  };
  const shown = () =>
    terminal.lines.map((line) => line.map(({ text }) => text).join("")).filter(Boolean);

  beforeEach(() => {
    [terminal, written, output.columns] = [new Terminal(80), "", 80];
  });

  it("is written again in place, and leaves the summary", () => {
    play(new Screen(output), "up", 50);
    assert.deepEqual(shown(), [
      "  shared        14 of 14  23 s  14 created",
      "  linux-server    7 of 7  30 s  7 created",
      "  total         21 of 21  50 s  21 created",
    ]);
  });

  it("leaves what is said above it, and what stood there before", () => {
    terminal.write("before\r\n");
    const screen = new Screen(output);
    const { operation, now } = operationAfter(recorded("up"), 24, UP);
    screen.update(operation, now);
    screen.say("two\nlines");
    assert.deepEqual(shown().slice(0, 4), [
      "before",
      "two",
      "lines",
      "  shared        1 of 14  10 s  creating VPC, 9 s",
    ]);
    screen.end(operation, now);
    assert.equal(shown().length, 6);
  });

  it("says what there is little room for in short", () => {
    new Screen(output).say("a\nb\nc", "abc");
    assert.deepEqual(shown(), ["abc"]);
  });

  it("is erased whole after the terminal has become narrower", () => {
    const screen = new Screen(output);
    const { operation, now } = operationAfter(recorded("up"), 24, UP);
    terminal = new Terminal(40);
    screen.update(operation, now); // lines of more than 40 columns are broken by it
    output.columns = 40;
    screen.end(operation, now);
    assert.equal(shown().length, 3);
  });

  it("writes nothing while nothing changes, and never hides the cursor", () => {
    const screen = new Screen(output);
    const { operation, now } = operationAfter(recorded("up"), 24, UP);
    screen.update(operation, now);
    const before = written;
    screen.update(operation, now);
    assert.equal(written, before);
    assert.ok(!written.includes("\x1b[?25l"));
  });

  it("is for terminals only that can do that, and for who wants it", () => {
    assert.ok(isScreen({ isTTY: true, write: () => true }, { TERM: "xterm" }));
    assert.ok(!isScreen({ isTTY: true, write: () => true }, { TERM: "dumb" }));
    assert.ok(!isScreen({ isTTY: true, write: () => true }, { NO_COLOR: "1" }));
    assert.ok(!isScreen({ write: () => true }, {}));
  });
});

describe("progress in a log", () => {
  const linesOf = (name: string, until: number, expected = UP): string[] => {
    let written = "";
    play(new PlainLines({ write: (text: string) => (written += text) }), name, until, expected);
    return written.trimEnd().split("\n");
  };

  it("has a line when a lab is done, and one at the end", () => {
    assert.deepEqual(linesOf("up", 50).slice(-3), [
      "  shared: 14 created, after 23 s",
      "  linux-server: 7 created, after 30 s",
      "  total: 21 created, after 50 s",
    ]);
  });

  it("has one a while for what is still waited for", () => {
    assert.deepEqual(
      linesOf("up", 50)[0],
      "  30 s  shared (2 of 14): creating internet gateway; linux-server (3 of 7): creating security group",
    );
  });

  it("has only one line for a refresh, which says what it was", () => {
    const expected = expecting("refresh", { shared: 1, "linux-server": 7 });
    assert.deepEqual(linesOf("down", 20, expected), ["Compared the state with AWS: 8 gone."]);
  });

  it("says how many of all are done where something has failed", () => {
    const expected = expecting("up", { shared: 1, "linux-server": 7, dynamodb: 10 });
    assert.deepEqual(linesOf("failed", 12, expected), [
      "  shared: 1 replaced, after 0 s",
      "  dynamodb (0 of 10): 1 failed, after 0 s",
      "  total: 1 replaced, 4 unchanged, 1 failed, after 12 s",
    ]);
  });
});
