import assert from "node:assert/strict";
import { Silence } from "../../../classroom/search/silence.ts";

const timeout = () => Promise.reject(Object.assign(new Error("late"), { name: "TimeoutError" }));
const denied = () => Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied" }));
const answer = () => Promise.resolve("answer");

describe("a region that does not answer", () => {
  let silence: Silence;
  beforeEach(() => {
    silence = new Silence();
  });

  it("is not asked again in the same look, but another one is", async () => {
    await assert.rejects(silence.ask("here", timeout), /late/);
    await assert.rejects(silence.ask("here", answer), /late/);
    assert.equal(await silence.ask("there", answer), "answer");
  });

  it("is none that has answered before, were it with an error", async () => {
    for (const [region, first] of [
      ["here", answer],
      ["there", denied],
    ] as const) {
      await silence.ask<unknown>(region, first).catch(() => undefined);
      await assert.rejects(silence.ask(region, timeout), /late/);
      assert.equal(await silence.ask(region, answer), "answer");
    }
  });
});
