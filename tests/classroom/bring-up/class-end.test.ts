import assert from "node:assert/strict";
import type { Ask } from "../../../classroom/console/ask.ts";
import { classEnd } from "../../../classroom/bring-up/class-end.ts";
import { inTimeZone } from "../../support/time-zone.ts";

const NOW = new Date("2026-11-27T03:00:00Z");
const AHEAD = "2026-11-27T18:00:00+09:00";
const PAST = "2026-11-20T18:00:00+09:00";

describe("the end of a class on AWS", () => {
  inTimeZone("Asia/Seoul");
  let questions: string[] = [];
  beforeEach(() => {
    questions = [];
  });

  /** Somebody who gives these answers, one after the other. */
  function answering(...answers: string[]): Ask {
    return (question) => {
      questions.push(question);
      return Promise.resolve(answers.shift());
    };
  }

  const end = (current: string, ask: Ask, change = {}) =>
    classEnd({ stack: "dev", change, call: "npm start -- --stack dev --yes", current }, ask, NOW);

  it("is what the settings say, or the call, and nobody is asked", async () => {
    assert.equal(await end(AHEAD, answering()), undefined);
    assert.equal(await end("", answering(), { expires: "18:00" }), AHEAD);
    assert.equal(await end(PAST, answering(), { extend: "6h" }), "2026-11-27T09:00:00Z");
    assert.deepEqual(questions, []);
  });

  it("is asked for where the settings say nothing", async () => {
    assert.equal(await end("", answering("18:00")), AHEAD);
    assert.match(questions[0] ?? "", /does not say .*\nWhen does the class end\? \(8h, 18:00, /);
  });

  it("is asked for where it is further ahead than that of any class", async () => {
    assert.equal(await end("2036-11-27T18:00:00+09:00", answering("18:00")), AHEAD);
    assert.match(
      questions[0] ?? "",
      /^The class of stack dev would end at 2036-11-27 18:00 .*, more than 90 days from now\./,
    );
  });

  it("is asked for where the last class's is past", async () => {
    assert.equal(await end(PAST, answering('"Mon 18:00"')), "2026-11-30T18:00:00+09:00");
    assert.match(questions[0] ?? "", /ended at 2026-11-20 18:00 KST \(09:00 UTC\)\./);
  });

  it("is asked for again when the answer is no time, or past", async () => {
    assert.equal(await end("", answering("soon", PAST, "18:00")), AHEAD);
    assert.match(questions[1] ?? "", /^soon is not a time: write 8h/);
    assert.match(questions[2] ?? "", /which is in the past/);
  });

  it("is demanded where there is nobody to ask, with the call to make", async () => {
    for (const current of ["", PAST])
      await assert.rejects(
        end(current, () => Promise.resolve(undefined)),
        /^Error: .*npm start -- --stack dev --yes --expires 18:00/,
      );
  });
});
