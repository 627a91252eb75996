import assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../../components/network/network.ts";
import { dependencies } from "../../support/dependencies.ts";
import {
  inputsOf,
  ofType,
  only,
  record,
  type Recorded,
  refuses,
  run,
} from "../../support/mocks.ts";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ROUTE = "aws:ec2/route:Route";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";

const base: NetworkArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["ap-northeast-2a", "ap-northeast-2c"],
};

const network = (args: Partial<NetworkArgs> = {}): Promise<Recorded[]> =>
  record(() => new Network("net", { ...base, ...args }));

const arnOf = ({ type, name }: Recorded): string =>
  `arn:aws:mock:ap-northeast-2:123456789012:${type.split(":").pop() ?? ""}/${name}`;

describe("Network", () => {
  it("makes a public and a private subnet in each zone", async () => {
    assert.deepEqual(inputsOf(await network(), SUBNET, "availabilityZone"), {
      "net-public-a": "ap-northeast-2a",
      "net-private-a": "ap-northeast-2a",
      "net-public-c": "ap-northeast-2c",
      "net-private-c": "ap-northeast-2c",
    });
  });

  it("changes no subnet when a zone comes, even in front of the others", async () => {
    const before = inputsOf(await network(), SUBNET, "cidrBlock");
    const availabilityZones = ["ap-northeast-2b", ...base.availabilityZones];
    const after = inputsOf(await network({ availabilityZones }), SUBNET, "cidrBlock");
    assert.deepEqual({ ...after, ...before }, after);
  });

  it("gives no subnet public addresses", async () => {
    for (const { inputs } of ofType(await network(), SUBNET))
      assert.ok(!inputs.mapPublicIpOnLaunch);
  });

  it("resolves names, and gives instances some", async () => {
    const { inputs } = only(await network(), "aws:ec2/vpc:Vpc");
    assert.deepEqual([inputs.enableDnsSupport, inputs.enableDnsHostnames], [true, true]);
  });

  it("leaves nothing in the default security group", async () => {
    const group = only(await network(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual(group.inputs, { vpcId: "net-id" });
  });

  it("sends public subnets, and no other, to the internet", async () => {
    const resources = await network();
    const route = only(resources, ROUTE);
    assert.equal(route.inputs.gatewayId, "net-id");
    assert.equal(route.inputs.routeTableId, "net-public-id");
    assert.deepEqual(inputsOf(resources, ASSOCIATION, "subnetId"), {
      "net-public-a": "net-public-a-id",
      "net-public-c": "net-public-c-id",
    });
  });

  it("writes no route into a table itself, where separate routes would fight it", async () => {
    for (const { inputs } of ofType(await network({ nat: "perZone" }), TABLE))
      assert.equal(inputs.routes, undefined);
  });

  it("lets whoever takes a subnet wait for its way out", async () => {
    const { result } = await run(() =>
      Promise.all(new Network("net", base).publicSubnetIds.map(dependencies)),
    );
    const names = result[0] ?? [];
    assert.ok(names.includes("net-public (Route)"));
    assert.ok(names.includes("net-public-a (RouteTableAssociation)"));
  });

  describe("gateway endpoints", () => {
    it("lead from every route table to S3 and DynamoDB", async () => {
      const resources = await network({ nat: "perZone" });
      assert.deepEqual(inputsOf(resources, ENDPOINT, "serviceName"), {
        "net-s3": "com.amazonaws.ap-northeast-2.s3",
        "net-dynamodb": "com.amazonaws.ap-northeast-2.dynamodb",
      });
      const [endpoint] = ofType(resources, ENDPOINT);
      assert.deepEqual(endpoint?.inputs.routeTableIds, [
        "net-public-id",
        "net-main",
        "net-private-a-id",
        "net-private-c-id",
      ]);
    });

    it("can be left out", async () => {
      assert.deepEqual(ofType(await network({ gatewayEndpoints: false }), ENDPOINT), []);
    });
  });

  describe("flow logs", () => {
    const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

    it("are not written unless asked for", async () => {
      assert.deepEqual(ofType(await network(), FLOW_LOG), []);
    });

    it("record all traffic for as long as asked", async () => {
      const resources = await network({ flowLogs: { retentionDays: 7 } });
      assert.equal(only(resources, FLOW_LOG).inputs.trafficType, "ALL");
      const group = only(resources, "aws:cloudwatch/logGroup:LogGroup");
      assert.equal(group.inputs.retentionInDays, 7);
      assert.equal(only(resources, FLOW_LOG).inputs.logDestination, arnOf(group));
    });

    it("may be written to their own group only", async () => {
      const resources = await network({ flowLogs: { retentionDays: 7 } });
      const group = arnOf(only(resources, "aws:cloudwatch/logGroup:LogGroup"));
      const { inputs } = only(resources, "aws:iam/rolePolicy:RolePolicy");
      const { Statement } = JSON.parse(inputs.policy as string) as {
        Statement: { Action: string | string[]; Resource: string | string[] }[];
      };
      const writing = Statement.filter(({ Action }) => Action.includes("logs:PutLogEvents"));
      assert.deepEqual(
        writing.map(({ Resource }) => Resource),
        [[group, `${group}:*`]],
      );
    });
  });

  it("is made in the region asked for, whole", async () => {
    const resources = await network({
      region: "ap-northeast-1",
      availabilityZones: ["ap-northeast-1a"],
      nat: "perZone",
      flowLogs: { retentionDays: 1 },
    });
    const elsewhere = resources.filter(
      ({ type, inputs }) =>
        /^aws:(ec2|cloudwatch)/.test(type) && inputs.region !== "ap-northeast-1",
    );
    assert.deepEqual(
      elsewhere.map(({ name }) => name),
      [],
    );
    const [endpoint] = ofType(resources, ENDPOINT);
    assert.equal(endpoint?.inputs.serviceName, "com.amazonaws.ap-northeast-1.s3");
  });

  it("registers nothing of AWS when a block is refused", async () => {
    await refuses(() => new Network("net", { ...base, cidrBlock: "10.0.1.0/16" }), /did you mean/);
  });
});
