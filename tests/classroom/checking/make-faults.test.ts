import assert from "node:assert/strict";
import { makeFaults } from "../../../classroom/checking/make-faults.ts";
import type { OpenStack } from "../../../classroom/stack/open-stack.ts";
import { NoLabError, provableLabs } from "../../../classroom/stack/subjects.ts";
import type { ClassConfig } from "../../../infra/config.ts";
import { identityOf } from "../../../infra/identity.ts";
import { loadBalancer } from "../../../labs/load-balancer/lab.ts";
import { loadTest } from "../../../labs/load-test/lab.ts";
import { securityGroup } from "../../../labs/security-group/lab.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { classOf } from "../../support/labs.ts";
import { localServer } from "../../support/local-server.ts";
import { awsAt } from "../../support/subjects.ts";

const RECORD = {
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:test::class::class:lab:security-group$aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::ssh",
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        custom: true,
        id: "sgr-1",
      },
      {
        urn: "urn:pulumi:test::class::pulumi:pulumi:Stack::class-test",
        type: "pulumi:pulumi:Stack",
        outputs: { "security-group": { securityGroupId: "sg-1" } },
      },
    ],
  },
};
/** What AWS says, whatever it is asked: its group lets SSH in. */
const ANSWER = `<Response>
  <return>true</return>
  <securityGroupRuleSet>
    <item>
      <securityGroupRuleId>sgr-1</securityGroupRuleId>
      <isEgress>false</isEgress>
      <ipProtocol>tcp</ipProtocol>
      <fromPort>22</fromPort>
      <toPort>22</toPort>
      <cidrIpv4>203.0.113.7/32</cidrIpv4>
    </item>
  </securityGroupRuleSet>
</Response>`;

describe("a stack that is up", () => {
  const local = localServer();
  let asked: string[] = [];

  beforeEach(() => {
    asked = [];
  });

  /** A stack whose Pulumi has this record, and whose AWS always says the same. */
  async function opened(changes: Partial<ClassConfig> = {}): Promise<OpenStack> {
    const labs = [
      [securityGroup, {}],
      [loadBalancer, {}],
      [loadTest, {}],
    ] as const;
    const endpoint = await local.serve((request, response) => {
      request.on("data", (body: Buffer) => asked.push(body.toString()));
      request.on("end", () => response.end(ANSWER));
    });
    const config = classOf(labs, changes);
    return {
      config,
      identity: identityOf(config),
      stack: new FakeStack().pulumi,
      aws: awsAt(endpoint),
      state: RECORD,
    };
  }

  const silent = () => undefined;
  const refused = (message: RegExp) => (error: unknown) =>
    error instanceof NoLabError && message.test(error.message);

  describe("has labs that can be proven:", () => {
    it("all that are on, in class order, with outputs, resources and proof", async () => {
      const found = await provableLabs(await opened(), undefined);
      assert.deepEqual(
        found.map(({ subject }) => subject.lab.id),
        ["security-group", "load-balancer", "load-test"],
      );
      assert.equal(found[0]?.subject.lab.text("securityGroupId"), "sg-1");
      assert.ok(found.every(({ proof }) => proof.checks.length > 0));
    });

    it("or those that are asked for", async () => {
      const found = await provableLabs(await opened(), ["load-test"]);
      assert.deepEqual(
        found.map(({ subject }) => subject.lab.id),
        ["load-test"],
      );
    });

    it("but none that is off", async () => {
      const open = await opened();
      await assert.rejects(
        provableLabs(open, ["load-tests"]),
        refused(/lab load-tests is not on in stack test: did you mean load-test\?/),
      );
    });
  });

  describe("is broken for practice", () => {
    it("by the known fault of the labs that are named", async () => {
      const said: string[] = [];
      await makeFaults(await opened(), ["security-group"], (line) => said.push(line), {
        show: true,
      });
      assert.deepEqual(said, [
        "security-group: the SSH rule allows an unused address instead of yours",
      ]);
      const change = new URLSearchParams(asked.at(-1));
      const rule = "SecurityGroupRule.1.SecurityGroupRule";
      assert.deepEqual(
        [
          "Action",
          "SecurityGroupRule.1.SecurityGroupRuleId",
          `${rule}.FromPort`,
          `${rule}.CidrIpv4`,
        ].map((name) => change.get(name)),
        ["ModifySecurityGroupRules", "sgr-1", "22", "198.51.100.77/32"],
      );
    });

    it("without a word on what it is", async () => {
      const said: string[] = [];
      await makeFaults(await opened(), ["security-group"], (line) => said.push(line));
      assert.deepEqual(said, ["security-group: one thing is broken now"]);
    });

    it("not at all when one of them has no fault", async () => {
      await assert.rejects(
        makeFaults(await opened(), ["security-group", "load-test"], silent),
        refused(/lab load-test has no fault to practise on/),
      );
      assert.deepEqual(asked, []);
    });

    it("never in the real class", async () => {
      await assert.rejects(
        makeFaults(await opened({ environment: "prod" }), ["security-group"], silent),
        refused(/is prod, the real class: break labs in dev or local/),
      );
      assert.deepEqual(asked, []);
    });
  });
});
