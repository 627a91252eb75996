import assert from "node:assert/strict";
import { consentByPrompt } from "../../../classroom/destroy/ask-by-hand.ts";
import { ByHandError, type Consent } from "../../../classroom/destroy/by-hand.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import {
  accountOf,
  ATTACHMENT,
  down,
  GROUP,
  ROLE,
  SEOUL,
  SERVER,
  serverTagged,
  VPC,
  YES,
} from "./made-by-hand.ts";

describe("what people have made by hand in a class", () => {
  it("is listed before the destroy, with where it lies and whose it is, and removed first", async () => {
    const account = accountOf(["i-1", "i-9"]);
    const consent: Consent = (shown) => {
      assert.deepEqual(
        shown.map(({ id }) => id),
        ["i-9"],
      );
      return YES();
    };
    const { calls, pulumi, said } = await down(account, consent);
    assert.match(said, /Made by hand[\s\S]*i-9.*in vpc-1; by minji/);
    assert.deepEqual([calls, pulumi], [["terminate i-9"], ["refresh", "destroy"]]);
  });

  it("stays where nobody has agreed, and the rest is destroyed", async () => {
    const { calls, pulumi, said } = await down(accountOf(["i-9"]));
    assert.deepEqual([calls, pulumi], [[], ["refresh", "destroy"]]);
    assert.match(said, /i-9/);
  });

  it("ends a down that cannot ask, before anything is destroyed, with the call that goes on", async () => {
    const consent = consentByPrompt(false, "npm run down -- --remove-foreign", () =>
      Promise.resolve(undefined),
    );
    const { result, calls, pulumi } = await down(accountOf(["i-9"]), consent);
    assert.ok(result instanceof ByHandError);
    assert.match(result.message, /^Nothing was destroyed: 1 resource.*\n.*--remove-foreign/);
    assert.deepEqual([calls, pulumi], [[], []]);
  });

  it("is removed with --remove-foreign, or a yes", async () => {
    const nobody = () => Promise.resolve(undefined);
    assert.equal(await consentByPrompt(true, "", nobody)([]), true);
    assert.equal(await consentByPrompt(false, "", () => Promise.resolve("y"))([]), true);
    await assert.rejects(consentByPrompt(false, "", () => Promise.resolve("n"))([]), ByHandError);
  });

  it("is nothing that the stack, another stack, or a service of AWS for them has made", async () => {
    const group = { type: "aws:autoscaling/group:Group", name: "group", id: "web" };
    const stack = new FakeStack([VPC, group]);
    const tagged = accountOf([], serverTagged("i-2", "aws:autoscaling:groupName", "web"));
    const { said } = await down(tagged, YES, stack);
    assert.doesNotMatch(said, /Made by hand/);
  });

  it("is not searched for a second time where that was done for several stacks together", async () => {
    const consent: Consent = () => assert.fail("nobody is asked again");
    const stack = new FakeStack([VPC, SERVER]);
    stack.destroys = [{ errors: { net: "DependencyViolation" } }];
    const { calls, said } = await down(accountOf(["i-9"]), consent, stack, false, true);
    assert.deepEqual(calls, []);
    assert.match(said, / is stuck/);
    assert.doesNotMatch(said, /Made by hand/);
  });

  it("is removed after the class's own that uses it: between the tries, or after the last one", async () => {
    const inUse = { errors: { net: "DependencyViolation" }, gone: ["server"] };
    for (const destroys of [[inUse, {}], [{}]]) {
      let isUsed = true;
      let isThere = true;
      const account = accountOf([], {
        paginateDescribeTargetGroups: (_, region) => ({
          TargetGroups:
            region === SEOUL && isThere ? [{ TargetGroupArn: "tg", VpcId: "vpc-1" }] : [],
        }),
        deleteTargetGroup: ({ TargetGroupArn }) => {
          if (isUsed) throw awsError("ResourceInUse");
          account.calls.push(`delete ${String(TargetGroupArn)}`);
          isThere = false;
        },
      });
      const stack = new FakeStack([VPC, SERVER]);
      const meanwhile = () => void (isUsed = false);
      stack.destroys = destroys.map((each) => ({ ...each, meanwhile }));
      const { result, calls, said } = await down(account, YES, stack);
      assert.match(said, /not removed {2}target group tg.*ResourceInUse[\s\S]*deleted {2}target/);
      assert.deepEqual([result, calls], [true, ["delete tg"]]);
    }
  });

  it("is shown again where it was made meanwhile, and the destroy is stuck on it", async () => {
    const made: string[] = [];
    const account = accountOf([], {
      paginateDescribeSubnets: (_, region) => ({
        Subnets: region === SEOUL ? made.map((SubnetId) => ({ SubnetId, VpcId: "vpc-1" })) : [],
      }),
    });
    const stack = new FakeStack([VPC]);
    stack.destroys = [
      { errors: { net: "DependencyViolation" }, meanwhile: () => (made[0] = "subnet-9") },
    ];
    const { result, said } = await down(account, YES, stack);
    assert.equal(result, false);
    assert.match(said, /Made by hand[\s\S]*subnet-9.*in vpc-1[\s\S]*1 resource is stuck/);
  });

  it("is another class's where its tags say so: shown, and not removed", async () => {
    const theirs = accountOf([], serverTagged("i-9", "class-id", "zzzzzzzz2222"));
    const { calls, said } = await down(theirs, YES);
    assert.deepEqual(calls, []);
    assert.match(said, /not removed {2}instance i-9/);
  });

  it("is a policy on the class's role, but not the stack's own", async () => {
    const attached = ["arn:ssm", "arn:by-hand"].map((PolicyArn) => ({ PolicyArn }));
    const account = accountOf([], {
      paginateListAttachedRolePolicies: () => ({
        AttachedPolicies: attached.filter(({ PolicyArn }) => !detached.includes(PolicyArn)),
      }),
      detachRolePolicy: ({ PolicyArn }) => void detached.push(String(PolicyArn)),
    });
    const detached: string[] = [];
    const { said } = await down(account, YES, new FakeStack([ROLE, ATTACHMENT]));
    assert.deepEqual(detached, ["arn:by-hand"]);
    assert.match(said, /policy +arn:by-hand.*on Role role-1/);
  });

  it("is noted, before the destroy, where it stays behind: then leftovers finds it, and asks", async () => {
    const address = { AllocationId: "eipalloc-1", PublicIp: "192.0.2.1" };
    let isUp = true;
    const account = accountOf([], {
      describeAddresses: (_, region) => ({
        Addresses: region === SEOUL ? [{ ...address, ...(isUp && { InstanceId: "i-1" }) }] : [],
      }),
    });
    const stack = new FakeStack([VPC, SERVER]);
    stack.destroys = [{ meanwhile: () => (isUp = false) }];
    const { result, said, keeper } = await down(account, YES, stack);
    assert.equal(result, false);
    assert.match(said, /Not certain[\s\S]*eipalloc-1.*was associated with i-1/);
    const [held] = keeper.ledger.known("eipalloc-1");
    assert.equal(held?.attached, "associated with i-1");
    assert.equal(new Ledger([]).with(keeper.ledger).known("eipalloc-1").length, 1);
  });

  it("is noted where it is attached to a server of the class's own group, too", async () => {
    const account = accountOf([], {
      ...serverTagged("i-2", "aws:autoscaling:groupName", "web"),
      describeAddresses: (_, region) => ({
        Addresses: region === SEOUL ? [{ AllocationId: "eipalloc-2", InstanceId: "i-2" }] : [],
      }),
    });
    const { keeper } = await down(account, YES, new FakeStack([VPC, GROUP]));
    assert.equal(keeper.ledger.known("eipalloc-2")[0]?.attached, "associated with i-2");
  });

  it("is said to be unknown where AWS does not answer, and the destroy goes on", async () => {
    const denied = accountOf([], {
      paginateDescribeSubnets: () => {
        throw awsError("UnauthorizedOperation");
      },
    });
    const { pulumi, said } = await down(denied, YES);
    assert.match(
      said,
      /made by hand could not be searched for in 2 places \(subnet in ap-northeast-2/,
    );
    assert.deepEqual(pulumi, ["refresh", "destroy"]);
  });
});
