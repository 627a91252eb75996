import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { MFA_POLICY } from "../../../components/identity/mfa-policy.ts";
import { StudentGroup, type StudentGroupArgs } from "../../../components/identity/student-group.ts";
import {
  ignoredChanges,
  inputsOf,
  ofType,
  only,
  record,
  refuses,
  run,
} from "../../support/mocks.ts";

const USER = "aws:iam/user:User";
const PROFILE = "aws:iam/userLoginProfile:UserLoginProfile";
const ATTACHMENT = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const ARGS: StudentGroupArgs = {
  users: ["minji", "jun@example.com"],
  permissions: ["AmazonEC2ReadOnlyAccess"],
};

const group = (args: Partial<StudentGroupArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  new StudentGroup("class", { ...ARGS, ...args }, opts);

describe("StudentGroup", () => {
  it("gives the group AWS's policies and the rule that asks for MFA", async () => {
    const resources = await record(() => group());
    assert.deepEqual(inputsOf(resources, ATTACHMENT, "policyArn"), {
      "class-AmazonEC2ReadOnlyAccess": "arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess",
    });
    const { inputs } = only(resources, "aws:iam/groupPolicy:GroupPolicy");
    assert.deepEqual(inputs, { group: "class", policy: MFA_POLICY });
  });

  it("gives no right before the rule stands", async () => {
    const order = (await record(() => group())).map(({ type }) => type);
    const rule = order.indexOf("aws:iam/groupPolicy:GroupPolicy");
    assert.ok(rule > 0 && rule < order.indexOf(ATTACHMENT));
  });

  it("makes each user a member under the name given", async () => {
    const resources = await record(() => group());
    assert.deepEqual(Object.values(inputsOf(resources, USER, "name")), ARGS.users);
    assert.deepEqual(
      inputsOf(resources, "aws:iam/userGroupMembership:UserGroupMembership", "groups"),
      { "class-minji": ["class"], "class-jun@example.com": ["class"] },
    );
  });

  it("deletes a user with the keys and MFA devices that the user has added", async () => {
    const resources = await record(() => group());
    assert.deepEqual(Object.values(inputsOf(resources, USER, "forceDestroy")), [true, true]);
  });

  it("says whose a user is", async () => {
    const resources = await record(() => group({ users: ["minji"] }));
    assert.deepEqual(only(resources, USER).inputs.tags, { owner: "minji" });
  });

  it("has the first password changed, and gives no new one when it is", async () => {
    const { inputs } = only(await record(() => group({ users: ["minji"] })), PROFILE);
    assert.equal(inputs.passwordResetRequired, true);
    const ignored = await ignoredChanges(PROFILE, (opts) => group({}, opts));
    assert.deepEqual(ignored, ["passwordResetRequired"]);
  });

  it("writes the credentials as CSV, as the console does", async () => {
    const { result } = await run(() => group().credentialsCsv);
    assert.deepEqual(result.split("\r\n"), [
      '"User name","Password","Console sign-in URL"',
      '"minji","mock-password","https://123456789012.signin.aws.amazon.com/console"',
      '"jun@example.com","mock-password","https://123456789012.signin.aws.amazon.com/console"',
      "",
    ]);
  });

  it("keeps the credentials secret", async () => {
    const { result } = await run(() => pulumi.output(pulumi.isSecret(group().credentialsCsv)));
    assert.equal(result, true);
  });

  it("leaves all others as they are when a user leaves", async () => {
    const names = async (users: string[]) => (await record(() => group({ users }))).map(urn);
    const [both, one] = [await names(["minji", "jun"]), await names(["jun"])];
    assert.deepEqual(
      both.filter((name) => !one.includes(name)).map((name) => name.split(" ")[1]),
      ["class-minji", "class-minji", "class-minji"],
    );
    assert.deepEqual(
      one.filter((name) => !both.includes(name)),
      [],
    );
  });

  it("has no permissions where none are asked for", async () => {
    assert.deepEqual(ofType(await record(() => group({ permissions: [] })), ATTACHMENT), []);
  });

  const REFUSED: [Partial<StudentGroupArgs>, RegExp][] = [
    [{ users: ["=cmd()"] }, /user "=cmd\(\)" is not a valid user name/],
    [{ users: ["a b"] }, /user "a b" is not a valid user name/],
    [{ users: ["x".repeat(65)] }, /is not a valid user name: 1 to 64/],
    [{ users: ["Minji", "minji"] }, /"minji" is listed twice/],
    [{ permissions: ["A", "A"] }, /lists one twice/],
    [{ permissions: Array.from({ length: 11 }, (_, n) => `P${n}`) }, /10 permissions at most/],
  ];
  for (const [args, message] of REFUSED)
    it(`refuses ${JSON.stringify(args).slice(0, 40)}`, () => refuses(() => group(args), message));
});

const urn = ({ type, name }: { type: string; name: string }): string => `${type} ${name}`;
