import assert from "node:assert/strict";
import {
  type Confirmation,
  confirmed,
  NotConfirmedError,
  tokenOf,
} from "../../../classroom/leftovers/confirm.ts";
import { FakeAccount } from "../../support/fakes/fake-account.ts";

const shown = new FakeAccount()
  .add("proven")
  .add("claimed", { standing: "claimed" })
  .add("disputed", { standing: "disputed" })
  .add("foreign", { standing: "foreign" }).shown;

/** What may be deleted, with what was asked. */
async function asked(
  answers: readonly (string | undefined)[],
  its: Partial<Confirmation> = {},
  list = shown,
) {
  const questions: string[] = [];
  const left = [...answers];
  const ask = (question: string) => {
    questions.push(question);
    return Promise.resolve(left.shift());
  };
  const given = {
    className: "aws-class",
    account: "111122223333",
    confirmed: undefined,
    uncertain: undefined,
    ask,
  };
  const result = await confirmed(list, { ...given, ...its });
  return { ids: result.map(({ id }) => id), questions };
}

const refused = (call: Promise<unknown>, why: RegExp) =>
  assert.rejects(call, (error) => error instanceof NotConfirmedError && why.test(error.message));

describe("confirming what is deleted", () => {
  it("takes the class's name for what is certain, and account and count for the rest", async () => {
    const { ids, questions } = await asked(["aws-class", "111122223333:2"]);
    assert.deepEqual(ids, ["proven", "claimed", "disputed"]);
    assert.match(questions[0] ?? "", /^1 resource of the class will be deleted for good/);
    assert.match(questions[1] ?? "", /^2 resources are not certain .*type 111122223333:2/);
  });

  it("takes the same from the call", async () => {
    const uncertain = tokenOf(shown, "111122223333");
    assert.match(uncertain ?? "", /^111122223333:2:[0-9a-f]{8}$/);
    const call = { confirmed: "aws-class", uncertain };
    assert.deepEqual(await asked([], call), {
      ids: ["proven", "claimed", "disputed"],
      questions: [],
    });
  });

  it("takes it from the call for the resources that a list has shown, and no others", async () => {
    const uncertain = tokenOf(shown, "111122223333");
    const call = { confirmed: "aws-class", uncertain };
    const reversed = [...shown].reverse();
    assert.equal((await asked([], call, reversed)).ids.length, 3);
    const swapped = new FakeAccount()
      .add("proven")
      .add("claimed", { standing: "claimed" })
      .add("foreign-tagged-meanwhile", { standing: "claimed" }).shown;
    await refused(
      asked([], call, swapped),
      /Nothing was deleted: "111122223333:2:.*does not confirm.*--uncertain 111122223333:2:[0-9a-f]{8}$/,
    );
    for (const each of ["111122223333:2", "999999999999:2:00000000"])
      await refused(asked([], { ...call, uncertain: each }), /Nothing was deleted/);
    assert.equal(tokenOf(shown.slice(0, 1), undefined), undefined);
    assert.match(tokenOf(shown, undefined) ?? "", /^local:2:/);
  });

  it("keeps what is uncertain without a yes of its own", async () => {
    assert.deepEqual((await asked(["aws-class", " "])).ids, ["proven"]);
    assert.deepEqual((await asked(["aws-class", undefined])).ids, ["proven"]);
    assert.deepEqual(await asked([], { confirmed: "aws-class" }), {
      ids: ["proven"],
      questions: [],
    });
    const [, claimed] = shown;
    assert.ok(claimed);
    assert.deepEqual((await asked([undefined], {}, [claimed])).ids, []);
  });

  it("asks for nothing where nothing may be deleted", async () => {
    const foreign = shown.filter(({ standing }) => standing === "foreign");
    assert.deepEqual(await asked([], {}, foreign), { ids: [], questions: [] });
  });

  it("refuses all when one answer is wrong", async () => {
    await refused(asked(["other"]), /"other" is not the class's name, aws-class/);
    await refused(asked([], { confirmed: "other" }), /is not the class's name/);
    for (const answer of ["111122223333:3", "999999999999:2", "yes"])
      await refused(
        asked(["aws-class", answer]),
        /is not the account and the number .*111122223333:2/,
      );
  });

  it("says what to write where nobody can answer", async () => {
    await refused(asked([undefined]), /there is no terminal .* write --delete --yes aws-class/);
  });

  it("knows the emulator by its name", async () => {
    const { ids } = await asked(["aws-class", "local:2"], { account: undefined });
    assert.equal(ids.length, 3);
  });
});
