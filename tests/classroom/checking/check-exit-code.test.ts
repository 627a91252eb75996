import assert from "node:assert/strict";
import { exitCodeFor } from "../../../classroom/checking/check-exit-code.ts";

const pass = { outcome: "pass" } as const;
const fail = { outcome: "fail" } as const;
const open = (obstacle: "emulator" | "exercise" | "settings" | "unseen" | "credentials") =>
  ({ outcome: "inconclusive", obstacle }) as const;

describe("the exit code of check", () => {
  for (const [code, results, what] of [
    [0, [pass], "everything passes"],
    [
      0,
      [pass, open("emulator"), open("exercise"), open("settings")],
      "the rest cannot be seen here",
    ],
    [1, [pass, fail, open("unseen")], "something fails"],
    [2, [pass, open("unseen")], "something that can be seen was not"],
    [2, [open("emulator")], "nothing passes"],
    [2, [], "there is nothing to check"],
    [3, [pass, fail, open("credentials")], "the credentials expire meanwhile"],
  ] as const)
    it(`is ${code} when ${what}`, () => {
      assert.equal(exitCodeFor(results), code);
    });
});
