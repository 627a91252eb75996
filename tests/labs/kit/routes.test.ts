import assert from "node:assert/strict";
import type { RouteTable } from "@aws-sdk/client-ec2";
import { Failure } from "../../../labs/contract/outcome.ts";
import { INTERNET, tableOf, targetOf } from "../../../labs/kit/network/routes.ts";

const main: RouteTable = { RouteTableId: "rtb-main", Associations: [{ Main: true }] };
const own: RouteTable = {
  RouteTableId: "rtb-own",
  Associations: [{ Main: false, SubnetId: "subnet-a" }],
  Routes: [
    { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" },
    { DestinationCidrBlock: INTERNET, GatewayId: "igw-1", State: "active" },
    { DestinationCidrBlock: "10.1.0.0/16", VpcPeeringConnectionId: "pcx-1", State: "blackhole" },
  ],
};

describe("a subnet's route table", () => {
  it("is the one that it is associated with", () => {
    assert.equal(tableOf([main, own], "subnet-a").RouteTableId, "rtb-own");
  });

  it("is otherwise the VPC's main one", () => {
    assert.equal(tableOf([own, main], "subnet-b").RouteTableId, "rtb-main");
  });

  it("may be missing, which is a failure", () => {
    assert.throws(
      () => tableOf([own], "subnet-b"),
      new Failure("subnet subnet-b has no route table"),
    );
  });
});

describe("where a route table leads", () => {
  it("is a gateway or a connection", () => {
    assert.equal(targetOf(own, INTERNET), "igw-1");
  });

  it("is nowhere without a route", () => {
    assert.equal(targetOf(main, INTERNET), "nowhere");
  });

  it("is a black hole when the other end is gone", () => {
    assert.match(targetOf(own, "10.1.0.0/16"), /^a black hole/);
  });
});
