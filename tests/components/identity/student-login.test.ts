import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ownPolicy } from "../../../components/identity/own-policy.ts";
import { StudentLogin, type StudentLoginArgs } from "../../../components/identity/student-login.ts";
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
const POLICY = "aws:iam/userPolicy:UserPolicy";
const ARGS: StudentLoginArgs = {
  userName: "dev-s01",
  student: "s01",
  className: "spring",
  groupName: "students",
  boundaryArn: "arn:aws:iam::123456789012:policy/boundary",
  login: "console",
  expires: "2026-12-01T18:00:00+09:00",
};

const login = (args: Partial<StudentLoginArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  new StudentLogin("login", { ...ARGS, ...args }, opts);

describe("StudentLogin", () => {
  it("makes a user with the tags and the boundary on which the rights depend", async () => {
    const { inputs } = only(await record(() => login()), USER);
    const { name, tags, permissionsBoundary, forceDestroy } = inputs;
    assert.deepEqual([name, permissionsBoundary], [ARGS.userName, ARGS.boundaryArn]);
    assert.deepEqual([tags, forceDestroy], [{ student: "s01", class: "spring" }, true]);
  });

  it("keeps its tags, whatever a program adds to all resources", async () => {
    const ofProgram = { class: "other", lab: "login" };
    const adding: pulumi.ResourceTransformation = ({ type, props, opts }) =>
      type === USER
        ? { props: { ...props, tags: { ...ofProgram, ...(props.tags as object) } }, opts }
        : undefined;
    const resources = await record(() => login({}, { transformations: [adding] }));
    assert.deepEqual(only(resources, USER).inputs.tags, {
      class: "spring",
      lab: "login",
      student: "s01",
    });
  });

  it("makes the user a member of the students' group", async () => {
    const membership = "aws:iam/userGroupMembership:UserGroupMembership";
    const groups = inputsOf(await record(() => login()), membership, "groups");
    assert.deepEqual(groups, { login: ["students"] });
  });

  it("has the first password changed, and gives no new one when it is", async () => {
    const { inputs } = only(await record(() => login()), PROFILE);
    assert.equal(inputs.passwordResetRequired, true);
    assert.deepEqual(await ignoredChanges(PROFILE, (opts) => login({}, opts)), [
      "passwordResetRequired",
    ]);
  });

  it("shows the login, with a password that stays secret", async () => {
    const { result } = await run(() => {
      const { userName, loginUrl, password } = login();
      return { userName, loginUrl, password, secret: pulumi.isSecret(pulumi.output(password)) };
    });
    assert.deepEqual(result, {
      userName: "dev-s01",
      loginUrl: "https://123456789012.signin.aws.amazon.com/console",
      password: "mock-password",
      secret: true,
    });
  });

  it("has no password without a login", async () => {
    const { resources, result } = await run(() => ({
      password: login({ login: "none" }).password,
    }));
    assert.deepEqual(ofType(resources, PROFILE), []);
    assert.equal(result.password, undefined);
  });

  it("allows single resources of the student's own stack, where there are any", async () => {
    assert.deepEqual(ofType(await record(() => login()), POLICY), []);
    const zone = { kind: "hostedZone", arn: "arn:aws:route53:::hostedzone/Z1" } as const;
    const { inputs } = only(
      await record(() => login({ ownResources: [{ ...zone, arn: pulumi.output(zone.arn) }] })),
      POLICY,
    );
    assert.deepEqual(inputs, { user: "dev-s01", policy: ownPolicy([zone], ARGS.expires) });
  });

  const REFUSED: [Partial<StudentLoginArgs>, RegExp][] = [
    [{ userName: "=dev-s01" }, /user "=dev-s01" is not a valid user name/],
    [{ userName: "dev-s10" }, /user "dev-s10" of student "s01": the name is the class's stack/],
    [{ userName: "devs01" }, /a hyphen and the student's id/],
    [{ userName: "dev-a-b", student: "a-b" }, /a letter, then up to 7 letters or digits/],
  ];
  for (const [args, message] of REFUSED)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(() => login(args), message));
});
