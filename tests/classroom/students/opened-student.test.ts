import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { OtherClassError } from "../../../classroom/record/other-class.ts";
import { openedStudent } from "../../../classroom/students/opened-student.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { PROJECT } from "../../../lib/project.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { region, update } from "../stack/history.ts";

const TOPIC = {
  ...{ type: "aws:sns/topic:Topic", name: "alarm", id: "alarm" },
  outputs: { arn: `arn:aws:sns:ap-northeast-2:${ACCOUNT}:alarm` },
};

describe("a student's stack that is opened by its state", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: path.join(temporary.path, ".class") }));

  /** Opens one that is in the class's account, whose record is of another. */
  const opened = async (
    recorded: string,
    {
      settings = path.join(PROJECT, "Pulumi.dev.yaml"),
      isOther = false,
      isEmpty = false,
    }: { settings?: string; isOther?: boolean; isEmpty?: boolean } = {},
  ) => {
    const identity = { ...IDENTITY, ...(!isOther && { student: "s01" }) };
    const stack = new FakeStack(isEmpty ? [] : [TOPIC]);
    stack.outputsNow = isEmpty ? {} : { class: identity };
    stack.settings = settings;
    stack.history = [update(region("eu-west-3"))];
    stack.plain = { "class:labs": { value: "{}", secret: true } };
    const held = { type: "t", region: "r", ids: ["1"], account: recorded };
    const keeper = new FakeKeeper({ identity, ledger: new Ledger([held]) });
    const place = {
      stackOf: () => stack.pulumi,
      keeperOf: () => Promise.resolve(keeper),
    } as unknown as StudentsPlace;
    const ofClass = { aws: fakeAws({}), account: ACCOUNT, exported: await stack.export() };
    return openedStudent(place, "s01", ofClass, () => undefined);
  };

  it("has the settings of its last deployment where its own would stop Pulumi", async () => {
    const file = path.join(temporary.path, "Pulumi.local-s01.yaml");
    const labs = { "class:labs": { secure: "v1:a" }, "aws:region": "ap-northeast-2" };
    writeFileSync(file, JSON.stringify({ config: labs }));
    const { stack } = await opened(ACCOUNT, { settings: file });
    assert.deepEqual(readStackFile(stack.settings).config, { "aws:region": "eu-west-3" });
  });

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

  it("is refused where it is a class of its own, up or not: its name alone proves nothing", async () => {
    for (const isEmpty of [false, true])
      await assert.rejects(
        opened(ACCOUNT, { isOther: true, isEmpty }),
        (error) => error instanceof OtherClassError && error.message.includes("class aws-class"),
      );
  });
});
