import assert from "node:assert/strict";
import { commands } from "../../../classroom/commands.ts";
import { helpFor, parseCall } from "../../../classroom/console/call.ts";

/** The commands that work on a class's students. */
const OF_CLASSES = [
  ...["open", "status", "check", "break", "solve", "outputs"],
  ...["extend", "freeze", "thaw", "close", "spend", "cards"],
];

const OPTIONS = {
  only: ["--only", "s01,s07"],
  shard: ["--shard", "1/3"],
  parallel: ["--parallel", "4"],
  json: ["--json"],
};

/** What some of them have no use for, and why. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  "extend --only": /A class has one end/,
  "extend --shard": /A class has one end/,
  "freeze --parallel": /nothing to run side by side/,
  "thaw --parallel": /nothing to run side by side/,
  "spend --only": /The limit is the whole class's/,
  "spend --shard": /The limit is the whole class's/,
};

const call = (name: string, written: readonly string[]) => {
  const roster = ["open", "cards"].includes(name) ? ["roster.csv"] : [];
  return parseCall(commands, [name, ...roster, "--class", "dev", ...written], {});
};

describe("the commands for a class's students", () => {
  for (const name of OF_CLASSES)
    for (const [option, written] of Object.entries(OPTIONS)) {
      const why = REFUSED[`${name} --${option}`];
      const isInHelp = (): boolean => helpFor(commands, [name]).includes(`--${option}`);
      if (why === undefined)
        it(`${name} takes --${option}`, () => {
          assert.ok("values" in call(name, written));
          assert.ok(isInHelp());
        });
      else
        it(`${name} says why it has no --${option}, and does not show it`, () => {
          assert.throws(() => call(name, written), why);
          assert.ok(!isInHelp());
        });
    }

  it("leave out nothing that they refuse", () => {
    for (const name of OF_CLASSES) {
      const found = call(name, []);
      assert.ok("values" in found);
      const { only, shard, parallel } = found.values;
      assert.deepEqual([only, shard, parallel], [undefined, undefined, undefined], name);
    }
  });
});
