import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { PROJECT } from "../../lib/project.ts";
import { svgOf } from "../screens/svg.ts";
import { Terminal } from "../screens/terminal.ts";

function screenOf(output: string, columns = 20): Terminal {
  const terminal = new Terminal(columns);
  terminal.write(output);
  return terminal;
}

const textsOf = (terminal: Terminal): string[] =>
  terminal.lines.map((line) => line.map(({ text }) => text).join(""));

describe("the terminal of the screens", () => {
  it("shows what is left of lines that were written again", () => {
    assert.deepEqual(textsOf(screenOf("1 of 3\r2 of 3\r\nwait\r\x1b[Kdone\r\n")), [
      "2 of 3",
      "done",
      "",
    ]);
    assert.deepEqual(textsOf(screenOf("a\r\nb\r\n\x1b[2A\x1b[Jc")), ["c"]);
  });

  it("wraps long lines, and gives Korean characters two columns", () => {
    assert.deepEqual(textsOf(screenOf("abcdef", 4)), ["abcd", "ef"]);
    assert.deepEqual(textsOf(screenOf("서버x", 4)), ["서버", "x"]);
  });

  it("keeps colours until they end", () => {
    const [line = []] = screenOf("\x1b[1m\x1b[32mpass\x1b[39m!\x1b[22m?").lines;
    assert.deepEqual(line[0]?.style, [1, 32]);
    assert.deepEqual(line[4]?.style, [1]);
    assert.deepEqual(line[5]?.style, []);
  });
});

describe("the pictures of screens", () => {
  it("have one text for each run of one style, escaped", () => {
    const svg = svgOf(screenOf("\x1b[31m<a> &\x1b[39m ok").lines, { title: "t", columns: 20 });
    const texts = [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, text]) => text);
    assert.deepEqual(texts, ["&lt;a&gt; &amp;", " ok"]);
  });

  it("are there", () => {
    assert.notEqual(globSync("docs/screens/*.svg", { cwd: PROJECT }).length, 0);
  });
});
