import assert from "node:assert/strict";
import { studentBoundary, studentPolicy } from "../../../components/identity/student-policy.ts";
import type { Key } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";
import { withEnforcement } from "../../support/engine/enforcement.ts";
import { EC2_TRICKS } from "./ec2-tricks.ts";
import { makeRole, resourcesOf } from "./owned-resources.ts";
import { SERVICE_TRICKS } from "./service-tricks.ts";
import { type Call, OWNED, type Owned, tagged } from "./student-calls.ts";
import { TRICKS } from "./student-tricks.ts";
import { neighboursOf, STUDENTS } from "./students.ts";

const SEOUL = "ap-northeast-2";
const RIGHTS = { regions: [SEOUL], instanceTypes: ["t3.micro", "t3.small"] };
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();

describe("what students may do, on the emulated AWS,", function () {
  this.timeout("10m");
  const { endpoint, ...calls } = emulatedAws();
  const { aws, awsText } = calls;
  const keys: Record<string, Key> = {};
  const owned: Record<string, Owned> = {};
  const arns = { policy: "", boundary: "", subnet: "" };

  /** Another version of both documents, as the next `pulumi up` would make it. */
  async function setRights(rights: { expires: string; mfa: boolean }): Promise<void> {
    const texts = {
      policy: studentPolicy({ ...RIGHTS, ...rights }),
      boundary: studentBoundary({ ...RIGHTS, ...rights }),
    };
    for (const name of ["policy", "boundary"] as const) {
      const version = { PolicyArn: arns[name], PolicyDocument: texts[name], SetAsDefault: true };
      await aws("iam.create_policy_version", version);
    }
  }

  before(async () => {
    for (const name of ["policy", "boundary"] as const) {
      const make = { policy: studentPolicy, boundary: studentBoundary }[name];
      arns[name] = await awsText(
        "iam.create_policy",
        {
          PolicyName: `students-${name}`,
          PolicyDocument: make({ ...RIGHTS, expires: TOMORROW, mfa: false }),
        },
        "Policy.Arn",
      );
    }
    await makeRole(calls, "admin");
    await aws("iam.create_group", { GroupName: "students" });
    await aws("iam.attach_group_policy", { GroupName: "students", PolicyArn: arns.policy });
    const place = {
      ImageId: await awsText(
        "ec2.describe_images",
        { Owners: ["amazon"] },
        "Images[?starts_with(Name, 'al2023')] | [0].ImageId",
      ),
      SubnetId: await sharedSubnet(),
    };
    for (const student of STUDENTS) {
      const UserName = `dev-${student}`;
      const user = { UserName, PermissionsBoundary: arns.boundary, Tags: tagged(student) };
      await aws("iam.create_user", user);
      await aws("iam.add_user_to_group", { GroupName: "students", UserName });
      const key = "AccessKey.[AccessKeyId, SecretAccessKey]";
      keys[student] = (await aws("iam.create_access_key", { UserName }, key)) as Key;
      owned[student] = await resourcesOf(calls, student, place);
    }
  });

  /** Of the class: it has no tag `student`. */
  async function sharedSubnet(): Promise<string> {
    const id = await awsText("ec2.describe_subnets", {}, "Subnets[0].SubnetId");
    arns.subnet = await awsText("ec2.describe_subnets", {}, "Subnets[1].SubnetId");
    const vpc = await awsText("ec2.describe_subnets", { SubnetIds: [id] }, "Subnets[0].VpcId");
    const Tags = [{ Key: "class", Value: "spring" }];
    await aws("ec2.create_tags", { Resources: [id, vpc], Tags });
    return id;
  }

  /** What becomes of a call by a student: done, unless the rights forbid it. */
  async function outcome(
    student: string,
    [operation, parameters, region = SEOUL]: Call,
  ): Promise<"allowed" | "denied"> {
    try {
      await aws(operation, parameters, "@", region, keys[student]);
      return "allowed";
    } catch (error) {
      const { message } = error as Error;
      if (/^(AccessDenied|UnauthorizedOperation|403)/.test(message)) return "denied";
      // Past the rights it may fail, for the emulator is not asked in order; but not by a mistake in the test.
      assert.doesNotMatch(message, /Validation|Internal|InvalidClientToken|Signature/, operation);
      return "allowed";
    }
  }

  const of = (student: string): Owned => {
    const found = owned[student];
    assert.ok(found);
    return found;
  };
  const enforced = (steps: () => Promise<void>) => withEnforcement(endpoint(), steps);

  for (const [what, call] of Object.entries(OWNED))
    it(`allows a student to ${what}, of the own and of nobody else's`, () =>
      enforced(async () => {
        for (const student of STUDENTS)
          for (const owner of [...neighboursOf(student), student])
            assert.equal(
              await outcome(student, call(of(owner))),
              owner === student ? "allowed" : "denied",
              `${student} at ${owner}'s`,
            );
      }));

  for (const [what, [call, expected]] of Object.entries({
    ...TRICKS,
    ...EC2_TRICKS,
    ...SERVICE_TRICKS,
  }))
    it(`${expected === "allowed" ? "allows" : "refuses"} ${what}`, () =>
      enforced(async () => {
        const row = call(of("s01"), of("s10"), arns);
        assert.equal(await outcome("s01", row), expected);
      }));

  it("allows nothing by access key where the class asks for MFA, but the own password", async () => {
    await setRights({ expires: TOMORROW, mfa: true });
    await enforced(async () => {
      const { instance } = of("s01");
      assert.equal(
        await outcome("s01", ["ec2.start_instances", { InstanceIds: [instance] }]),
        "denied",
      );
      assert.equal(await outcome("s01", ["iam.get_user", {}]), "allowed");
    });
  });

  it("is nothing after the class, not even to look", async () => {
    await setRights({ expires: YESTERDAY, mfa: false });
    await enforced(async () => {
      for (const student of STUDENTS) {
        assert.equal(await outcome(student, ["ec2.describe_instances", {}]), "denied");
        assert.equal(await outcome(student, ["iam.get_user", {}]), "denied");
        for (const [what, call] of Object.entries(OWNED))
          assert.equal(await outcome(student, call(of(student))), "denied", `${student}: ${what}`);
      }
    });
  });

  it("is all there again once the class is extended", async () => {
    await setRights({ expires: TOMORROW, mfa: false });
    await enforced(async () => {
      assert.equal(await outcome("s1", ["ec2.describe_instances", {}]), "allowed");
    });
  });
});
