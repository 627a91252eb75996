import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { PROJECT } from "../../lib/project.ts";
import { textOf } from "../support/workflows.ts";

/** What the program looks up while it is previewed, and the rights that this takes. */
const LOOKUPS: Readonly<Record<string, readonly string[]>> = {
  "ec2.getElasticIp": ["ec2:DescribeAddresses"],
  "ec2.getManagedPrefixList": ["ec2:DescribeManagedPrefixLists", "ec2:GetManagedPrefixListEntries"],
  "elasticbeanstalk.getSolutionStack": ["elasticbeanstalk:ListAvailableSolutionStacks"],
  getCallerIdentity: [], // needs no right
  getRegion: [], // the provider knows it
  "route53.getZone": [
    "route53:GetHostedZone",
    "route53:ListHostedZones",
    "route53:ListTagsForResource",
  ],
  "route53.getZones": ["route53:ListHostedZones"],
  "ssm.getParameter": ["ssm:GetParameter"],
};

/** The functions of AWS's provider that the program calls. */
function lookups(): string[] {
  const files = globSync("{labs,components,infra}/**/*.ts", { cwd: PROJECT });
  const calls = files.flatMap((file) => [...textOf(file).matchAll(/\baws\.((?:\w+\.)?get\w+)\(/g)]);
  return [...new Set(calls.map(([, name = ""]) => name.replace(/Output$/, "")))].sort();
}

/** All actions of the policy in docs/environments.md. */
function allowed(): string[] {
  const policies = [...textOf("docs/environments.md").matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, json = ""]) => json)
    .filter((json) => json.includes('"Sid": "LookUp"'));
  assert.equal(policies.length, 1);
  const { Statement } = JSON.parse(policies[0] ?? "") as {
    Statement: readonly { Action: string | readonly string[] }[];
  };
  return Statement.flatMap(({ Action }) => Action);
}

describe("the role of a pull request's preview", () => {
  it("may look up what the program looks up", () => {
    assert.deepEqual(lookups(), Object.keys(LOOKUPS).sort());
    const missing = Object.values(LOOKUPS)
      .flat()
      .filter((action) => !allowed().includes(action));
    assert.deepEqual(missing, []);
  });

  it("may change nothing, and put no lock into the state's bucket", () => {
    const changing = allowed().filter(
      (action) => !/^\w+:(Get|List|Describe|Decrypt)\w*$/.test(action),
    );
    assert.deepEqual(changing, []);
  });
});
