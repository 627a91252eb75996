import assert from "node:assert/strict";
import type { RouteTable } from "@aws-sdk/client-ec2";
import { Failure } from "../../../labs/contract/outcome.ts";
import type { NetworkNow } from "../../../labs/kit/network/network-now.ts";
import {
  allReach,
  natHasAddresses,
  privateGetOut,
  privateStayPrivate,
  publicLeadOut,
} from "../../../labs/kit/network/network-shape.ts";
import { INTERNET } from "../../../labs/kit/network/routes.ts";

const S3 = "com.amazonaws.ap-northeast-2.s3";

const subnet = (kind: string, letter: string) => ({
  SubnetId: `${kind}-${letter}`,
  AvailabilityZone: `ap-northeast-2${letter}`,
  MapPublicIpOnLaunch: false,
});

const table = (id: string, way: object, ...subnets: string[]): RouteTable => ({
  RouteTableId: id,
  Associations: subnets.map((SubnetId) => ({ SubnetId })),
  Routes: [{ DestinationCidrBlock: INTERNET, State: "active", ...way }],
});

const outward = (way: object = { GatewayId: "igw-1" }) =>
  table("rtb-public", way, "public-a", "public-c");
const inward = (letter: string, nat: string) =>
  table(`rtb-${letter}`, { NatGatewayId: nat }, `private-${letter}`);
/** As AWS makes it, and as it is without NAT. */
const main: RouteTable = { RouteTableId: "rtb-main", Associations: [{ Main: true }] };

const gateway = (letter: string, place = `public-${letter}`) => ({
  NatGatewayId: `nat-${letter}`,
  SubnetId: place,
  NatGatewayAddresses: [{ PublicIp: `ip-${letter}` }],
});

/** A network with a NAT gateway in each of two zones, but for what a test says. */
const network = (changes: Partial<NetworkNow> = {}): NetworkNow => ({
  publicSubnets: [subnet("public", "a"), subnet("public", "c")],
  privateSubnets: [subnet("private", "a"), subnet("private", "c")],
  tables: [main, outward(), inward("a", "nat-a"), inward("c", "nat-c")],
  natGateways: [gateway("a"), gateway("c")],
  endpoints: [
    {
      ServiceName: S3,
      VpcEndpointType: "Gateway",
      RouteTableIds: ["rtb-public", "rtb-a", "rtb-c"],
    },
  ],
  ...changes,
});

const fails = (look: () => unknown, message: string) => {
  assert.throws(look, new Failure(message));
};

describe("a network's public subnets", () => {
  it("lead to the internet gateway", () => {
    assert.equal(publicLeadOut(network()), "2 lead to igw-1");
  });

  it("fail without a route", () => {
    const cut = network({ tables: [main] });
    fails(() => publicLeadOut(cut), "public subnet public-a leads to nowhere");
  });

  it("fail behind a NAT gateway: nobody could come in", () => {
    const wrong = network({ tables: [outward({ NatGatewayId: "nat-a" })] });
    fails(() => publicLeadOut(wrong), "public subnet public-a leads to nat-a");
  });
});

describe("a network's private subnets", () => {
  it("get out by their own zone's gateway where each has one", () => {
    assert.equal(privateGetOut(network(), "perZone"), "2 lead to nat-a and nat-c");
  });

  it("fail when one zone depends on another's gateway", () => {
    const crossed = network({ tables: [inward("a", "nat-a"), inward("c", "nat-a")] });
    fails(() => privateGetOut(crossed, "perZone"), "private subnet private-c leads to nat-a");
  });

  it("share the one gateway of a network with one", () => {
    const shared = network({ tables: [inward("a", "nat-a"), inward("c", "nat-a")] });
    assert.equal(privateGetOut(shared, "single"), "2 lead to nat-a");
  });

  it("fail when the gateway does not work", () => {
    const broken = network({ natGateways: [] });
    fails(() => privateGetOut(broken, "single"), "private subnet private-a leads to nat-a");
  });

  it("lead nowhere without NAT", () => {
    assert.equal(privateGetOut(network({ tables: [main] }), "none"), "2 lead to nowhere");
  });

  it("fail when they lead to the internet gateway", () => {
    const open = network({ tables: [table("rtb", { GatewayId: "igw-1" }, "private-a")] });
    for (const nat of ["none", "single"] as const)
      fails(() => privateGetOut(open, nat), "private subnet private-a leads to igw-1");
  });

  it("fail when one assigns public addresses", () => {
    const open = { ...subnet("private", "a"), MapPublicIpOnLaunch: true };
    const look = () => privateStayPrivate(network({ privateSubnets: [open] }));
    fails(look, "private subnets that assign public addresses: private-a");
    assert.equal(privateStayPrivate(network()), "2 assign none");
  });
});

describe("a network's NAT gateways", () => {
  it("have the addresses given", () => {
    assert.equal(natHasAddresses(network(), ["ip-a", "ip-c"]), "ip-a, ip-c");
  });

  it("fail when one is missing", () => {
    const one = network({ natGateways: [gateway("a")] });
    fails(() => natHasAddresses(one, ["ip-a", "ip-c"]), "no working NAT gateway has ip-c");
  });

  it("fail when there is an extra one, which costs", () => {
    const look = () => natHasAddresses(network(), ["ip-a"]);
    fails(look, "there is an extra NAT gateway with ip-c");
  });

  it("fail in a private subnet, from where they reach nothing", () => {
    const inside = network({ natGateways: [gateway("a", "private-a")] });
    const look = () => natHasAddresses(inside, ["ip-a"]);
    fails(look, "nat-a is in private-a, which is not a public subnet");
  });

  it("may be none", () => {
    const none = network({ natGateways: [] });
    assert.match(natHasAddresses(none, []), /nat is none/);
  });
});

describe("a network's gateway endpoint", () => {
  it("serves all subnets", () => {
    allReach(network(), S3);
  });

  it("fails when there is none for the service", () => {
    const look = () => {
      allReach(network({ endpoints: [] }), S3);
    };
    fails(look, `there is no gateway endpoint for ${S3}`);
  });

  it("fails when a subnet's table has no route to it", () => {
    const look = () => {
      allReach(network({ tables: [main] }), S3);
    };
    fails(look, `subnet public-a uses rtb-main, which has no route to ${S3}`);
  });
});
