import assert from "node:assert/strict";
import path from "node:path";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { openedStudent } from "../../../classroom/students/opened-student.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { PROJECT } from "../../../lib/project.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack } from "../../support/fakes/fake-stack.ts";

const TOPIC = {
  ...{ type: "aws:sns/topic:Topic", name: "alarm", id: "alarm" },
  outputs: { arn: `arn:aws:sns:ap-northeast-2:${ACCOUNT}:alarm` },
};

describe("a student's stack that is opened by its state", () => {
  /** Opens one that is in the class's account, whose record is of another. */
  const opened = async (recorded: string) => {
    const stack = new FakeStack([TOPIC]);
    stack.settings = path.join(PROJECT, "Pulumi.dev.yaml");
    const held = { type: "t", region: "r", ids: ["1"], account: recorded };
    const keeper = new FakeKeeper({ ledger: new Ledger([held]) });
    const place = {
      stackOf: () => stack.pulumi,
      keeperOf: () => Promise.resolve(keeper),
    } as unknown as StudentsPlace;
    const ofClass = { aws: fakeAws({}), account: ACCOUNT, exported: await stack.export() };
    return openedStudent(place, "s01", ofClass, () => undefined);
  };

  it("is in the account of its record", async () => {
    assert.equal((await opened(ACCOUNT)).account, ACCOUNT);
  });

  it("is refused where its record is of another account: nothing of it would be found there", async () => {
    await assert.rejects(
      opened("999999999999"),
      (error) =>
        error instanceof WrongAccountError && error.message.includes("is of account 999999999999"),
    );
  });
});
