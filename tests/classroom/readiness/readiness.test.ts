import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { Aws } from "../../../aws/clients.ts";
import { Inventory, type PricedResource } from "../../../aws/contract/priced-resource.ts";
import { classCost } from "../../../classroom/pricing/class-cost.ts";
import { bounded } from "../../../classroom/readiness/bounded.ts";
import { quickLook } from "../../../classroom/readiness/quick-look.ts";
import { readiness } from "../../../classroom/readiness/readiness.ts";
import { describeReadiness, describeRed } from "../../../classroom/readiness/report.ts";
import type { AnyRow } from "../../../classroom/readiness/row.ts";
import { networkNotes } from "../../../classroom/readiness/school-network.ts";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { refuses } from "../../support/fake-place.ts";
import { classOf } from "../../support/labs.ts";
import { nobody } from "../../support/local-server.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";

const SEOUL = "ap-northeast-2";

const rule = (lab: string, cidrIpv4: string, port: number): PricedResource => ({
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name: `${lab}-${port}`,
  lab,
  props: { cidrIpv4, fromPort: port, toPort: port },
});

const ROWS: readonly AnyRow[] = [
  { kind: "gate", what: "gate", region: SEOUL, verdict: "unknown", seen: "no answer", fix: "ask" },
  { kind: "offer", what: "t3.micro", region: SEOUL, verdict: "ok", seen: "offered", fix: "other" },
  {
    ...{ kind: "quota", what: "VPCs", region: SEOUL, verdict: "fail", seen: "27 too few" },
    ...{ needed: 31, used: 1, limit: 5, fix: "aws service-quotas ..." },
  },
];

describe("the notes on a school's network", () => {
  it("name the ports that servers open to students, with a way by Session Manager", () => {
    const notes = networkNotes(
      new Inventory([
        rule("linux-server", "203.0.113.7/32", 22),
        rule("windows-server", "203.0.113.7/32", 3389),
        rule("load-balancer", "0.0.0.0/0", 80),
      ]),
      SEOUL,
    );
    assert.deepEqual(
      notes.map(({ what, seen }) => [what, seen.split(";")[0]]),
      [
        ["port 22 out (SSH)", "linux-server"],
        ["port 3389 out (RDP)", "windows-server"],
      ],
    );
    for (const { fix } of notes) assert.match(fix ?? "", /aws ssm start-session/);
  });

  it("name those of templates, which open a port only with an address", () => {
    const template = (lab: string, CidrIp: string): PricedResource => ({
      ...{ type: "AWS::EC2::SecurityGroupIngress", name: "Ssh", lab },
      props: { CidrIp, FromPort: 22, ToPort: 22 },
    });
    const rules = [template("cloudformation-ec2", "203.0.113.7/32"), template("other", "")];
    const [note, ...others] = networkNotes(new Inventory(rules), SEOUL);
    assert.equal(note?.seen.split(";")[0], "cloudformation-ec2");
    assert.deepEqual(others, []);
  });

  it("leave out ports that are open to the class's own network only", () => {
    assert.deepEqual(networkNotes(new Inventory([rule("rds", "10.0.0.0/16", 3306)]), SEOUL), []);
  });
});

describe("the report", () => {
  const lines = stripVTControlCharacters(describeReadiness(ROWS)).split("\n");

  it("is a table of needed, used and limit, with what to do below what is not ready", () => {
    const at = lines.findIndex((line) => line.includes("NOT READY  VPCs"));
    assert.match(lines[at] ?? "", /31 +1 +5 +27 too few/);
    assert.match(lines[at + 1] ?? "", /do: aws service-quotas/);
  });

  it("counts what is unknown apart from what is ok", () => {
    assert.equal(lines.at(-1), "1 not ready; 1 ok, 1 unknown.");
  });

  it("says no fix of what is ok, and only what is red before a deployment", () => {
    assert.ok(!lines.some((line) => line.includes("do: other")));
    const red = describeRed(ROWS).map((line) => stripVTControlCharacters(line));
    assert.deepEqual(red.length, 2);
    assert.match(red[0] ?? "", /VPCs/);
  });
});

describe("what is not ready", () => {
  it("is answered with commands that name the stack", async () => {
    const aws = fakeAws({ describeInstanceTypeOfferings: () => ({ InstanceTypeOfferings: [] }) });
    const props = { instanceType: "t3.micro" };
    const server = { type: "aws:ec2/instance:Instance", name: "s", lab: "linux-server", props };
    const fixOn = async (stack: string) => {
      const rows = await readiness({ aws, stack, parts: [{ resources: [server] }] });
      return rows.find(({ what }) => what === "t3.micro")?.fix;
    };
    assert.match((await fixOn("dev")) ?? "", /'network\.zones\[0\]' LETTER --stack dev$/);
    assert.match((await fixOn("local")) ?? "", /'network\.zones\[0\]' LETTER$/);
  });
});

describe("what AWS refuses to answer", () => {
  it("is unknown, with what to do", async () => {
    const aws = fakeAws({
      paginateDescribeInstanceTypeOfferings: refuses("UnauthorizedOperation", "no"),
    });
    const props = { instanceType: "t3.micro" };
    const server = { type: "aws:ec2/instance:Instance", name: "s", lab: "linux-server", props };
    const rows = await readiness({
      aws,
      stack: "dev",
      parts: [{ resources: [server] }],
    });
    const offers = rows.filter(({ kind }) => kind === "offer");
    assert.deepEqual(
      offers.map(({ verdict, seen, fix }) => [verdict, seen, fix]),
      [
        [
          "unknown",
          "UnauthorizedOperation: no",
          "allow what AWS refuses, or wait until it answers, then npm run class -- preflight --stack dev",
        ],
      ],
    );
  });
});

describe("a look before a deployment", () => {
  it("ends in time and shows nothing when nobody answers", async () => {
    const env = { AWS_ENDPOINT_URL: await nobody(), AWS_ACCESS_KEY_ID: "a" };
    const aws = new Aws({ region: SEOUL, env, answerMs: 100 });
    const vpc = { type: "aws:ec2/vpc:Vpc", name: "network", lab: "network", props: {} };
    const start = performance.now();
    const found = await quickLook({ aws, stack: "dev", parts: [{ resources: [vpc] }] }, 300);
    assert.deepEqual(found, []);
    assertWithin(performance.now() - start, 5000);
  });

  it("does not wait for an answer for longer than it may", async () => {
    const never = new Promise(() => undefined);
    await assert.rejects(bounded(never, 10), { name: "TimeoutError", message: /within 0.01 s/ });
  });

  it("asks for the image that the class looks up, too, by the same dry run as its cost", async () => {
    const { resources, lookups } = await classCost(classOf([[linuxServer, {}]]));
    const aws = fakeAws({
      getParameter: refuses("ParameterNotFound"),
      getAccountSummary: () => ({ SummaryMap: { Roles: 0, InstanceProfiles: 0 } }),
    });
    const parts = [{ resources, lookups }];
    const found = await quickLook({ aws, stack: "dev", parts });
    assert.match(found.join("\n"), /NOT READY.*\/aws\/service\/ami-amazon-linux-latest\//);
  });
});
