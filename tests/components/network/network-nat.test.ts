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
const EIP = "aws:ec2/eip:Eip";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROUTE = "aws:ec2/route:Route";
const TABLE = "aws:ec2/routeTable:RouteTable";

const base: NetworkArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["ap-northeast-2a", "ap-northeast-2c"],
};

const network = (args: Partial<NetworkArgs> = {}): Promise<Recorded[]> =>
  record(() => new Network("net", { ...base, ...args }));

describe("A network's NAT", () => {
  it("is not there, and costs nothing, unless asked for", async () => {
    const resources = await network();
    assert.deepEqual([...ofType(resources, NAT), ...ofType(resources, EIP)], []);
  });

  it("serves all private subnets by the main table when there is a single gateway", async () => {
    const resources = await network({ nat: "single" });
    assert.equal(only(resources, NAT).inputs.subnetId, "net-public-a-id");
    assert.equal(inputsOf(resources, ROUTE, "routeTableId")["net-a"], "net-main");
    assert.equal(inputsOf(resources, ROUTE, "natGatewayId")["net-a"], "net-a-id");
    assert.equal(ofType(resources, TABLE).length, 1);
  });

  it("has a gateway and a table in each zone when asked to", async () => {
    const resources = await network({ nat: "perZone" });
    const tables = inputsOf(resources, ASSOCIATION, "routeTableId");
    assert.equal(tables["net-private-a"], "net-private-a-id");
    assert.equal(tables["net-private-c"], "net-private-c-id");
    const ways = inputsOf(resources, ROUTE, "natGatewayId");
    assert.deepEqual([ways["net-a"], ways["net-c"]], ["net-a-id", "net-c-id"]);
  });

  it("moves no gateway of a zone when another comes in front", async () => {
    const before = inputsOf(await network({ nat: "perZone" }), ROUTE, "routeTableId");
    const availabilityZones = ["ap-northeast-2b", ...base.availabilityZones];
    const resources = await network({ nat: "perZone", availabilityZones });
    const after = inputsOf(resources, ROUTE, "routeTableId");
    assert.deepEqual({ ...after, ...before }, after);
  });

  it("takes an existing Elastic IP in place of a new one", async () => {
    const natAllocationIds = { "ap-northeast-2c": "eipalloc-1" };
    const resources = await network({ nat: "perZone", natAllocationIds });
    assert.deepEqual(inputsOf(resources, NAT, "allocationId"), {
      "net-a": "net-a-allocation",
      "net-c": "eipalloc-1",
    });
    assert.equal(only(resources, EIP).name, "net-a");
  });

  it("refuses an Elastic IP for a zone without a gateway", async () => {
    const natAllocationIds = { "ap-northeast-2c": "eipalloc-1" };
    await refuses(
      () => new Network("net", { ...base, nat: "single", natAllocationIds }),
      /"ap-northeast-2c", which has no NAT gateway: NAT gateways are in ap-northeast-2a/,
    );
  });

  it("tells the addresses it shows to the internet", async () => {
    const { result } = await run(() => new Network("net", { ...base, nat: "single" }).natPublicIps);
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
