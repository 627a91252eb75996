import assert from "node:assert/strict";
import { studentBoundary, studentPolicy } from "../../../components/identity/student-policy.ts";
import {
  StudentRights,
  type StudentRightsArgs,
} from "../../../components/identity/student-rights.ts";
import { inputsOf, only, record, refuses, run } from "../../support/mocks.ts";

const ARGS: StudentRightsArgs = {
  regions: ["ap-northeast-2"],
  expires: "2026-12-01T18:00:00+09:00",
  instanceTypes: ["t3.micro"],
  mfa: false,
};

const rights = (args: Partial<StudentRightsArgs> = {}) =>
  new StudentRights("students", { ...ARGS, ...args });

describe("StudentRights", () => {
  it("makes the policy of the group, and the boundary", async () => {
    const documents = inputsOf(await record(() => rights()), "aws:iam/policy:Policy", "policy");
    assert.deepEqual(documents, {
      students: studentPolicy(ARGS),
      "students-boundary": studentBoundary(ARGS),
    });
  });

  it("gives the policy to the group", async () => {
    const attachment = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
    const { inputs } = only(await record(() => rights()), attachment);
    assert.deepEqual(inputs, {
      group: "students",
      policyArn: "arn:aws:mock:ap-northeast-2:123456789012:Policy/students",
    });
  });

  it("says which group and boundary a student's user gets", async () => {
    const { result } = await run(() => {
      const { groupName, boundaryArn } = rights();
      return { groupName, boundaryArn };
    });
    assert.deepEqual(result, {
      groupName: "students",
      boundaryArn: "arn:aws:mock:ap-northeast-2:123456789012:Policy/students-boundary",
    });
  });

  it("refuses an end that is no time", () =>
    refuses(() => rights({ expires: "tomorrow" }), /expires "tomorrow" is not a time/));
});
