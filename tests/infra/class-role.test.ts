import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { PROJECT } from "../../lib/project.ts";
import { textOf } from "../support/workflows.ts";

/** What the class's stack and its students' make of IAM besides what labs have, and the rights to create and delete it. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  Group: ["iam:CreateGroup", "iam:DeleteGroup"],
  GroupPolicyAttachment: ["iam:AttachGroupPolicy", "iam:DetachGroupPolicy"],
  Policy: ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:TagPolicy"],
  User: ["iam:CreateUser", "iam:DeleteUser", "iam:TagUser"],
  UserGroupMembership: ["iam:AddUserToGroup", "iam:RemoveUserFromGroup"],
  UserLoginProfile: ["iam:CreateLoginProfile", "iam:DeleteLoginProfile"],
  UserPolicy: ["iam:PutUserPolicy", "iam:DeleteUserPolicy"],
};

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const [, json = ""] =
  /```json\n([\s\S]*?)```/.exec(textOf("docs/class-of-thirty.md").split("### GitHub")[1] ?? "") ??
  [];
const { Statement: statements } = JSON.parse(json) as { Statement: readonly Statement[] };

describe("the role of class.yml", () => {
  it("may make what the stacks of class and students have of IAM", () => {
    const files = globSync("components/identity/{login-user,student-login,student-rights}.ts", {
      cwd: PROJECT,
    });
    const made = files.flatMap((file) => [...textOf(file).matchAll(/new aws\.iam\.(\w+)\(/g)]);
    const types = [...new Set(made.map(([, type = ""]) => type))].sort();
    assert.deepEqual(types, Object.keys(RIGHTS));
    const allowed = statements.flatMap(({ Action }) => Action);
    const needed = Object.values(RIGHTS).flat();
    assert.deepEqual(
      needed.filter((action) => !allowed.includes(action)),
      [],
    );
  });

  it("may give rights to users only within the students' boundary, and change nobody else's", () => {
    for (const { Action, Resource, Condition } of statements) {
      if (Action.some((action) => /^iam:(CreateUser|PutUser|DeleteUserPolicy)/.test(action)))
        assert.match(JSON.stringify(Condition), /iam:PermissionsBoundary.*students-boundary-\*/);
      if (!Action.every((action) => /^iam:(Get|List)\*$/.test(action)))
        assert.ok(![Resource].flat().includes("*"));
    }
  });
});
