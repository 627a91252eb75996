import assert from "node:assert/strict";
import { iamUsers } from "../../labs/iam-users/lab.ts";
import { refusalOf } from "../../labs/iam-users/password-policy.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, only } from "../support/mocks.ts";

const made = async (settings = {}) => (await recordLab(iamUsers, settings)).resources;
const PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

describe("lab iam-users", () => {
  it("is a group, its rights and a user with a password for each of the roster", async () => {
    assert.deepEqual(inventory(await made({ users: ["minji", "jun", "sora"] })), {
      "aws:iam/group:Group": 1,
      "aws:iam/groupPolicy:GroupPolicy": 1,
      "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": 1,
      "aws:iam/user:User": 3,
      "aws:iam/userGroupMembership:UserGroupMembership": 3,
      "aws:iam/userLoginProfile:UserLoginProfile": 3,
    });
  });

  it("adds and removes a permission with the setting", async () => {
    const permissions = ["AmazonS3ReadOnlyAccess", "AmazonEC2FullAccess"];
    const type = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
    const names = Object.keys(inputsOf(await made({ permissions }), type, "policyArn"));
    assert.deepEqual(
      names,
      permissions.map((permission) => `iam-users-${permission}`),
    );
    assert.deepEqual(inputsOf(await made({ permissions: [] }), type, "policyArn"), {});
  });

  it("leaves the account's password policy alone, unless it is to have one", async () => {
    const resources = await made({ accountPasswordPolicy: true });
    const { minimumPasswordLength, passwordReusePrevention } = only(resources, PASSWORDS).inputs;
    assert.deepEqual([minimumPasswordLength, passwordReusePrevention], [14, 24]);
    assert.equal(inventory(await made())[PASSWORDS], undefined);
  });

  it("refuses to replace a policy that the account has, unless it is the same", () => {
    const same = {
      ...{ MinimumPasswordLength: 14, RequireNumbers: true, RequireSymbols: true },
      ...{ RequireLowercaseCharacters: true, RequireUppercaseCharacters: true },
      ...{ AllowUsersToChangePassword: true, PasswordReusePrevention: 24 },
    };
    assert.equal(refusalOf(undefined), undefined);
    assert.equal(refusalOf(same), undefined);
    for (const other of [
      { MinimumPasswordLength: 16 },
      { RequireNumbers: false },
      { RequireSymbols: false },
      { RequireLowercaseCharacters: false },
      { RequireUppercaseCharacters: false },
      { AllowUsersToChangePassword: false },
      { PasswordReusePrevention: 5 },
      { MaxPasswordAge: 90 },
    ])
      assert.match(refusalOf({ ...same, ...other }) ?? "", /set .*accountPasswordPolicy to false/);
  });

  it("tags a user as the student's own", async () => {
    const [tags] = Object.values(inputsOf(await made(), "aws:iam/user:User", "tags"));
    const { owner, lab } = tags as Record<string, string>;
    assert.deepEqual([owner, lab], ["student-01", "iam-users"]);
  });

  it("gives the login page, the credentials and what AWS would decide", async () => {
    const { outputs } = await recordLab(iamUsers, { users: ["minji"] });
    assert.equal(outputs.loginUrl, "https://123456789012.signin.aws.amazon.com/console");
    assert.match(String(outputs.credentialsCsv), /^"User name".*\r\n"minji","mock-password"/);
    assert.deepEqual(Object.keys(outputs.userArns as object), ["minji"]);
    assert.match(String(outputs.simulate), /--policy-source-arn arn:\S+\/iam-users-minji /);
  });

  const REFUSED: [object, RegExp][] = [
    [{ users: [] }, /expected array to have >=1/],
    [{ users: ["=minji"] }, /not a valid user name/],
    [{ users: ["minji", "Minji"] }, /Minji is listed twice/],
    [{ permissions: ["AdministratorAccess"] }, /Invalid option/],
    [{ permissions: ["AmazonS3FullAccess", "AmazonS3FullAccess"] }, /a permission is listed twice/],
  ];
  for (const [settings, message] of REFUSED)
    it(`refuses ${JSON.stringify(settings)}`, () => {
      const { error } = iamUsers.settings.safeParse(settings);
      assert.match(error?.issues[0]?.message ?? "accepted", message);
    });

  it("offers no permission to change IAM, which could take the rule of MFA off", () => {
    for (const permission of ["IAMFullAccess", "PowerUserAccess", "AdministratorAccess"])
      assert.equal(iamUsers.settings.safeParse({ permissions: [permission] }).success, false);
  });
});
