import assert from "node:assert/strict";
import { proof } from "../../../labs/dynamodb/checks.ts";
import { dynamodb } from "../../../labs/dynamodb/lab.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { subjectOf } from "../../support/subjects.ts";

const check = proof.checks.find(({ name }) => name.en.startsWith("deletion protection"));

/** What the check says of a table, in a class with or without `protect`. */
const said = async (isOn: boolean, protect: boolean): Promise<unknown> => {
  const subject = subjectOf(dynamodb, { outputs: { tableName: "Students" } });
  const aws = fakeAws({ describeTable: () => ({ Table: { DeletionProtectionEnabled: isOn } }) });
  return check?.run({ ...subject, config: { ...subject.config, protect }, aws });
};

describe("the check of a table's deletion protection", () => {
  it("passes where it is as the class's settings say", async () => {
    assert.equal(await said(true, true), "on");
    assert.equal(await said(false, false), "off");
  });

  it("fails where somebody has switched it on or off by hand", async () => {
    await assert.rejects(said(true, false), /it is on/);
    await assert.rejects(said(false, true), /it is off/);
  });
});
