import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkArgs } from "../../components/network.ts";
import { ofType, only, record, type Recorded, run } from "../support/mocks.ts";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const EIP = "aws:ec2/eip:Eip";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROUTE = "aws:ec2/route:Route";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";

const base: NetworkArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["ap-northeast-2a", "ap-northeast-2c"],
};

const network = (args: Partial<NetworkArgs> = {}): Promise<Recorded[]> =>
  record(() => new Network("net", { ...base, ...args }));

/** One input of each resource of a type, by name. */
const inputs = (resources: Recorded[], type: string, key: string): Record<string, unknown> =>
  Object.fromEntries(ofType(resources, type).map(({ name, inputs }) => [name, inputs[key]]));

const arnOf = ({ type, name }: Recorded): string =>
  `arn:aws:mock:ap-northeast-2:123456789012:${type.split(":").pop() ?? ""}/${name}`;

/** What must be there before whoever uses an output, as `name (Type)`. */
async function dependencies(output: pulumi.Output<unknown>): Promise<string[]> {
  // Pulumi's own bookkeeping: the mocks do not hand it over.
  const { allResources } = output as unknown as {
    allResources: () => Promise<Set<pulumi.Resource>>;
  };
  const resources = [...(await allResources.call(output))];
  const urns = resources.map(
    ({ urn }) =>
      new Promise<string>((resolve) => {
        urn.apply(resolve);
      }),
  );
  return (await Promise.all(urns)).map((urn) => urn.replace(/^.*[:/](\w+)::([^:]+)$/, "$2 ($1)"));
}

describe("Network", () => {
  it("makes a public and a private subnet in each zone", async () => {
    assert.deepEqual(inputs(await network(), SUBNET, "availabilityZone"), {
      "net-public-a": "ap-northeast-2a",
      "net-private-a": "ap-northeast-2a",
      "net-public-c": "ap-northeast-2c",
      "net-private-c": "ap-northeast-2c",
    });
  });

  it("changes no subnet when a zone comes, even in front of the others", async () => {
    const before = inputs(await network(), SUBNET, "cidrBlock");
    const availabilityZones = ["ap-northeast-2b", ...base.availabilityZones];
    const after = inputs(await network({ availabilityZones }), SUBNET, "cidrBlock");
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
    assert.deepEqual(inputs(resources, ASSOCIATION, "subnetId"), {
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

  describe("NAT", () => {
    it("is not there, and costs nothing, unless asked for", async () => {
      const resources = await network();
      assert.deepEqual([...ofType(resources, NAT), ...ofType(resources, EIP)], []);
    });

    it("serves all private subnets by the main table when there is a single gateway", async () => {
      const resources = await network({ nat: "single" });
      assert.equal(only(resources, NAT).inputs.subnetId, "net-public-a-id");
      assert.equal(inputs(resources, ROUTE, "routeTableId")["net-a"], "net-main");
      assert.equal(inputs(resources, ROUTE, "natGatewayId")["net-a"], "net-a-id");
      assert.equal(ofType(resources, TABLE).length, 1);
    });

    it("has a gateway and a table in each zone when asked to", async () => {
      const resources = await network({ nat: "perZone" });
      const tables = inputs(resources, ASSOCIATION, "routeTableId");
      assert.equal(tables["net-private-a"], "net-private-a-id");
      assert.equal(tables["net-private-c"], "net-private-c-id");
      const ways = inputs(resources, ROUTE, "natGatewayId");
      assert.deepEqual([ways["net-a"], ways["net-c"]], ["net-a-id", "net-c-id"]);
    });

    it("moves no gateway of a zone when another comes in front", async () => {
      const before = inputs(await network({ nat: "perZone" }), ROUTE, "routeTableId");
      const availabilityZones = ["ap-northeast-2b", ...base.availabilityZones];
      const resources = await network({ nat: "perZone", availabilityZones });
      const after = inputs(resources, ROUTE, "routeTableId");
      assert.deepEqual({ ...after, ...before }, after);
    });

    it("takes an existing Elastic IP in place of a new one", async () => {
      const natAllocationIds = { "ap-northeast-2c": "eipalloc-1" };
      const resources = await network({ nat: "perZone", natAllocationIds });
      assert.deepEqual(inputs(resources, NAT, "allocationId"), {
        "net-a": "net-a-allocation",
        "net-c": "eipalloc-1",
      });
      assert.equal(only(resources, EIP).name, "net-a");
    });

    it("refuses an Elastic IP for a zone without a gateway", () => {
      const natAllocationIds = { "ap-northeast-2c": "eipalloc-1" };
      const message = /"ap-northeast-2c", which gets no NAT gateway: those are in ap-northeast-2a/;
      assert.throws(
        () => new Network("net", { ...base, nat: "single", natAllocationIds }),
        message,
      );
    });

    it("tells the addresses it shows to the internet", async () => {
      const { result } = await run(
        () => new Network("net", { ...base, nat: "single" }).natPublicIps,
      );
      assert.deepEqual(result, ["198.51.100.20"]);
    });

    it("is there before whoever takes a private subnet", async () => {
      const { result } = await run(() =>
        Promise.all(
          new Network("net", { ...base, nat: "perZone" }).privateSubnetIds.map(dependencies),
        ),
      );
      const names = result[1] ?? [];
      assert.ok(names.includes("net-c (Route)"));
      assert.ok(names.includes("net-private-c (RouteTableAssociation)"));
    });
  });

  describe("gateway endpoints", () => {
    it("lead from every route table to S3 and DynamoDB", async () => {
      const resources = await network({ nat: "perZone" });
      assert.deepEqual(inputs(resources, ENDPOINT, "serviceName"), {
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
    const resources = await record(() => {
      assert.throws(
        () => new Network("net", { ...base, cidrBlock: "10.0.1.0/16" }),
        /did you mean/,
      );
    });
    assert.deepEqual(
      resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });
});
