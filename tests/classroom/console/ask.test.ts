import assert from "node:assert/strict";
import {
  agrees,
  askAtTerminal,
  checkTerminal,
  NobodyToAskError,
  typesName,
} from "../../../classroom/console/ask.ts";

const answering = (answer: string | undefined) => () => Promise.resolve(answer);

describe("a question", () => {
  it("is agreed to with y or yes alone", async () => {
    for (const answer of ["y", "Yes", " yes "]) assert.ok(await agrees("?", answering(answer)));
    for (const answer of ["", "n", "yess", "dev", undefined])
      assert.equal(await agrees("?", answering(answer)), false);
  });

  it("for a name takes the name alone", async () => {
    assert.ok(await typesName("?", "dev", answering("dev ")));
    for (const answer of ["", "y", "Dev", "prod", undefined])
      assert.equal(await typesName("?", "dev", answering(answer)), false);
  });

  it("is not put where there is no terminal, and names the call without it", async () => {
    const call = "npm start -- --stack dev --yes";
    assert.throws(
      () => {
        checkTerminal(call, false);
      },
      (error) => error instanceof NobodyToAskError && error.message.endsWith(call),
    );
    checkTerminal(call, true);
    if (!process.stdin.isTTY) assert.equal(await askAtTerminal("?"), undefined);
  });
});
