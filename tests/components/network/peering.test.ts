import assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../../components/network/network.ts";
import { Peering } from "../../../components/network/peering.ts";
import { ofType, only, record, type Recorded } from "../../support/mocks.ts";

const CONNECTION = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";

const SEOUL: NetworkArgs = { cidrBlock: "10.1.0.0/16", availabilityZones: ["ap-northeast-2a"] };
const TOKYO: NetworkArgs = {
  cidrBlock: "10.2.0.0/16",
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
  region: "ap-northeast-1",
};

const peer = (seoul: NetworkArgs, other: NetworkArgs) =>
  new Peering("both", {
    requester: new Network("seoul", seoul),
    accepter: new Network("other", other),
  });

/** The peering's routes: table, destination and region of each. */
const routes = (resources: Recorded[]) =>
  Object.fromEntries(
    ofType(resources, "aws:ec2/route:Route").flatMap(({ name, inputs }) =>
      name.startsWith("both-")
        ? [[name, [inputs.routeTableId, inputs.destinationCidrBlock, inputs.region]]]
        : [],
    ),
  );

describe("Peering", () => {
  it("asks in the one region and accepts in the other", async () => {
    const resources = await record(() => peer(SEOUL, TOKYO));
    assert.deepEqual(only(resources, CONNECTION).inputs, {
      vpcId: "seoul-id",
      peerVpcId: "other-id",
      peerRegion: "ap-northeast-1",
    });
    assert.deepEqual(only(resources, ACCEPTER).inputs, {
      vpcPeeringConnectionId: "both-id",
      autoAccept: true,
      region: "ap-northeast-1",
    });
  });

  it("names no other region when both networks are in the same", async () => {
    const here = { cidrBlock: "10.2.0.0/16", availabilityZones: ["ap-northeast-2c"] };
    const resources = await record(() => peer(SEOUL, here));
    assert.equal(only(resources, CONNECTION).inputs.peerRegion, undefined);
  });

  it("leads from every route table of a network to the other's addresses, in its own region", async () => {
    const resources = await record(() => peer(SEOUL, { ...TOKYO, nat: "perZone" }));
    assert.deepEqual(routes(resources), {
      "both-requester-public": ["seoul-public-id", "10.2.0.0/16", undefined],
      "both-requester-private": ["seoul-main", "10.2.0.0/16", undefined],
      "both-accepter-public": ["other-public-id", "10.1.0.0/16", "ap-northeast-1"],
      "both-accepter-private": ["other-main", "10.1.0.0/16", "ap-northeast-1"],
      "both-accepter-private-a": ["other-private-a-id", "10.1.0.0/16", "ap-northeast-1"],
      "both-accepter-private-c": ["other-private-c-id", "10.1.0.0/16", "ap-northeast-1"],
    });
  });

  it("takes its routes by the accepted connection, so that none comes before it is accepted", async () => {
    const order = (await record(() => peer(SEOUL, TOKYO))).map(
      ({ type, name }) => `${type} ${name}`,
    );
    const accepted = order.indexOf(`${ACCEPTER} both`);
    assert.ok(accepted > 0);
    assert.ok(order.indexOf("aws:ec2/route:Route both-requester-public") > accepted);
  });

  it("refuses networks with addresses in common, and makes no connection", async () => {
    const resources = await record(() => {
      assert.throws(() => peer(SEOUL, { ...TOKYO, cidrBlock: "10.1.16.0/20" }), {
        message:
          "10.1.0.0/16 and 10.1.16.0/20 overlap: peered networks need different address ranges",
      });
    });
    assert.deepEqual(ofType(resources, CONNECTION), []);
  });
});
