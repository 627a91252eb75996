import assert from "node:assert/strict";
import { Inventory, type PricedResource } from "../../../aws/contract/priced-resource.ts";
import { services } from "../../../aws/services.ts";
import { pricedResources } from "../../../classroom/pricing/class-resources.ts";
import { classOnMocks } from "../../../classroom/mocks/class-tree.ts";
import { inventoryOf } from "../../../classroom/readiness/class-parts.ts";
import { demandsOf } from "../../../classroom/readiness/demand.ts";
import { elasticBeanstalk } from "../../../labs/elastic-beanstalk/lab.ts";
import { cloudformationEc2 } from "../../../labs/cloudformation-ec2/lab.ts";
import { loadBalancer } from "../../../labs/load-balancer/lab.ts";
import { rdsMysql } from "../../../labs/rds-mysql/lab.ts";
import { vpcManual } from "../../../labs/vpc-manual/lab.ts";
import { vpcPeering } from "../../../labs/vpc-peering/lab.ts";
import { vpcWizard } from "../../../labs/vpc-wizard/lab.ts";
import type { Lab } from "../../../labs/contract/lab.ts";
import { fakePlace } from "../../support/fake-place.ts";
import { classOf } from "../../support/labs.ts";

const known = await services();
const quotas = known.flatMap((service) => service.quotas ?? []);
const SEOUL = "ap-northeast-2";

/** What a class takes, as `what@region within`. */
async function needed(students: number, ...labs: Lab[]): Promise<Record<string, number>> {
  const resources = pricedResources(await classOnMocks(classOf(labs.map((lab) => [lab, {}]))));
  return table(resources, students);
}

function table(resources: readonly PricedResource[], students: number): Record<string, number> {
  const inventory = inventoryOf({ resources }, known);
  const demands = demandsOf(quotas, [{ inventory, students }], SEOUL);
  assert.deepEqual(
    demands.flatMap(({ uncounted }) => uncounted),
    [],
  );
  return Object.fromEntries(
    demands.map(({ quota, region, within, needed: count }) => [
      `${quota.what} ${within || region}`,
      count,
    ]),
  );
}

/** By hand, from docs/labs.md: one shared network, and 30 times what each lab builds. */
const BY_HAND = {
  [`VPCs ${SEOUL}`]: 1 + 30,
  [`internet gateways ${SEOUL}`]: 1 + 30,
  // vpc-manual puts its one gateway, with an address, into its first zone
  [`NAT gateways ${SEOUL}a`]: 30,
  [`Elastic IPs ${SEOUL}`]: 30,
  // each network has one for S3 and one for DynamoDB
  [`gateway endpoints ${SEOUL}`]: 2 + 2 * 30,
  // load-balancer: servers and load balancer; rds-mysql; and each VPC's default group
  [`security groups ${SEOUL}`]: 30 * (2 + 1) + 31,
  // on mocks the load balancer's group and its servers' have one id: each lets one port in
  [`rules of a security group, in or out ${SEOUL}`]: 2,
  // two t3.micro of two vCPUs
  [`vCPUs of standard servers (A, C, D, H, I, M, R, T, Z) ${SEOUL}`]: 30 * 2 * 2,
  [`application load balancers ${SEOUL}`]: 30,
  [`target groups ${SEOUL}`]: 30,
  [`databases ${SEOUL}`]: 30,
  [`GiB of database storage ${SEOUL}`]: 30 * 20,
  [`database subnet groups ${SEOUL}`]: 30,
  [`database parameter groups ${SEOUL}`]: 30,
  ["IAM roles global"]: 30,
  ["instance profiles global"]: 30,
};

describe("what a class takes of the quotas", () => {
  it("agrees with a table made by hand for three labs and 30 students", async () => {
    const found = await needed(30, vpcManual, loadBalancer, rdsMysql);
    assert.deepEqual(sorted(found), sorted(BY_HAND));
  });

  it("is counted in both regions of a peering", async () => {
    const found = await needed(30, vpcPeering);
    assert.equal(found[`VPCs ${SEOUL}`], 30);
    assert.equal(found["VPCs ap-northeast-1"], 30);
    assert.equal(found["vCPUs of standard servers (A, C, D, H, I, M, R, T, Z) ap-northeast-1"], 60);
  });

  it("includes what templates, environments and awsx make by themselves", async () => {
    const found = await needed(1, cloudformationEc2, elasticBeanstalk, vpcWizard);
    assert.equal(found[`CloudFormation stacks ${SEOUL}`], 2);
    assert.equal(found[`vCPUs of standard servers (A, C, D, H, I, M, R, T, Z) ${SEOUL}`], 2 * 2);
    assert.equal(found[`Elastic IPs ${SEOUL}`], 1 + 1);
    assert.equal(found[`NAT gateways ${SEOUL}a`], 1);
    assert.equal(found[`VPCs ${SEOUL}`], 2);
    const one = await needed(1, cloudformationEc2);
    assert.equal(one["IAM roles global"], 1);
    assert.equal(one["instance profiles global"], 1);
  });

  it("of a group is its greatest size", () => {
    const lab = "its";
    const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web", lab };
    const group = { type: "aws:autoscaling/group:Group", name: "web", lab };
    const found = table(
      [
        { ...template, props: { instanceType: "t3.micro" } },
        { ...group, props: { maxSize: 3, desiredCapacity: 1, launchTemplate: { id: "web-id" } } },
      ],
      1,
    );
    assert.equal(found[`vCPUs of standard servers (A, C, D, H, I, M, R, T, Z) ${SEOUL}`], 6);
  });

  it("of a server with a family of its own is that of this family's quota alone", () => {
    const server = { type: "aws:ec2/instance:Instance", name: "gpu", lab: "its" };
    const found = table([{ ...server, props: { instanceType: "g5.xlarge" } }], 30);
    assert.deepEqual(found, { [`vCPUs of G and VT servers ${SEOUL}`]: 120 });
  });

  it("is asked of AWS for a server whose type does not show its vCPUs", async () => {
    const server = { type: "aws:ec2/instance:Instance", name: "metal", lab: "its" };
    const inventory = new Inventory([{ ...server, props: { instanceType: "m5.metal" } }]);
    const [demand, ...others] = demandsOf(quotas, [{ inventory, students: 30 }], SEOUL);
    assert.deepEqual(
      [demand?.needed, demand?.uncounted, demand?.quota.code, others],
      [0, [], "L-1216C47A", []],
    );
    const answering = (InstanceTypes: readonly object[]) =>
      fakePlace({ ec2: { describeInstanceTypes: () => ({ InstanceTypes }) } });
    const its = [{ VCpuInfo: { DefaultVCpus: 96 } }];
    assert.equal(await demand?.asked?.[0]?.ask(answering(its)), 30 * 96);
    assert.equal(await demand?.asked?.[0]?.ask(answering([])), undefined);
  });

  it("uses the quota by what runs in the account: each family its own, and no Spot Instances", async () => {
    const ofType = (InstanceType: string, more = {}) => ({ InstanceType, ...more });
    const Instances = [
      ...[ofType("t3.micro"), ofType("t3.large", { InstanceLifecycle: "spot" })],
      ...[
        ofType("g5.2xlarge"),
        ofType("m5.metal", { CpuOptions: { CoreCount: 48, ThreadsPerCore: 2 } }),
      ],
    ];
    const place = fakePlace({
      ec2: { paginateDescribeInstances: () => ({ Reservations: [{ Instances }] }) },
    });
    const used = async (code: string) => {
      const shares = await quotas.find((quota) => quota.code === code)?.used(place);
      return shares?.map(({ count }) => count);
    };
    assert.deepEqual([await used("L-1216C47A"), await used("L-DB2E81BA")], [[2, 96], [8]]);
    assert.deepEqual(await used("L-417A185B"), []);
  });
});

const sorted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).sort(([a], [b]) => a.localeCompare(b));
