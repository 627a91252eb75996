import assert from "node:assert/strict";
import { vpnConnections, vpnGateways } from "../../../aws/vpc/vpn-finder.ts";
import type { Fakes } from "../../support/fake-place.ts";
import { found, IN_VPC, NEVER, noting, shown } from "./in-vpc.ts";

describe("what keeps a VPC from being deleted, of a VPN", () => {
  /** A VPN gateway that is attached until it is detached, with connections in these states. */
  const vpn = (
    calls: unknown[],
    connections: Readonly<Record<string, string>> = {},
    more: Fakes[string] = {},
  ): Fakes[string] => {
    let State = "attached";
    return {
      describeVpnGateways: () => ({
        VpnGateways: [
          { VpnGatewayId: "vgw-1", VpcAttachments: [{ VpcId: "vpc-1", State }] },
          { VpnGatewayId: "vgw-2", VpcAttachments: [{ VpcId: "vpc-1", State: "detached" }] },
          { VpnGatewayId: "vgw-3", State: "deleted" },
        ],
      }),
      describeVpnConnections: () => ({
        VpnConnections: Object.entries(connections).map(([VpnConnectionId, state]) => ({
          ...{ VpnConnectionId, VpnGatewayId: "vgw-1", State: state },
        })),
      }),
      detachVpnGateway: (input: object) => {
        calls.push(["detachVpnGateway", input]);
        State = "detached";
      },
      ...noting(calls, "deleteVpnGateway"),
      ...more,
    };
  };
  const DELETED = [
    ["detachVpnGateway", { VpnGatewayId: "vgw-1", VpcId: "vpc-1" }],
    ["deleteVpnGateway", { VpnGatewayId: "vgw-1" }],
  ];

  it("is a VPN gateway while it is attached, and is detached and deleted in one", async () => {
    const calls: unknown[] = [];
    const gateways = await found(vpnGateways, vpn(calls));
    assert.deepEqual(shown(gateways), [
      ["vgw-1", IN_VPC, false],
      ["vgw-2", [], false],
    ]);
    await gateways[0]?.remove(NEVER);
    assert.deepEqual(calls, DELETED);
  });

  it("is a VPN gateway that is not touched while a connection of it stays, which is named at once", async () => {
    const calls: unknown[] = [];
    const connections = { "vpn-1": "deleting", "vpn-2": "available" };
    const [gateway] = await found(vpnGateways, vpn(calls, connections));
    await assert.rejects(Promise.resolve(gateway?.remove(NEVER)), /vgw-1 still has .* vpn-2,/);
    assert.deepEqual(calls, []);
  });

  it("is a VPN gateway that stays when the deletion may not go on; detached, it is in no network any more", async () => {
    const calls: unknown[] = [];
    const ec2 = vpn(calls);
    const [gateway] = await found(vpnGateways, ec2);
    let allowed = 0;
    const check = () => (allowed-- > 0 ? Promise.resolve() : Promise.reject(new Error("extended")));
    await assert.rejects(Promise.resolve(gateway?.remove(check)), /extended/);
    assert.deepEqual(calls, []);
    allowed = 1;
    await assert.rejects(Promise.resolve(gateway?.remove(check)), /extended/);
    assert.deepEqual(calls.splice(0), DELETED.slice(0, 1));
    const [again] = await found(vpnGateways, ec2);
    assert.deepEqual(again?.ties, []);
    await again.remove(NEVER);
    assert.deepEqual(calls, DELETED.slice(1));
  });

  it("is no VPN gateway in another network, from which it is not detached", async () => {
    const calls: unknown[] = [];
    let VpcId = "vpc-1";
    const describeVpnGateways = () => ({
      VpnGateways: [{ VpnGatewayId: "vgw-1", VpcAttachments: [{ VpcId, State: "attached" }] }],
    });
    const [gateway] = await found(vpnGateways, vpn(calls, {}, { describeVpnGateways }));
    VpcId = "vpc-others";
    await gateway?.remove(NEVER);
    assert.deepEqual(calls, DELETED.slice(1)); // which AWS refuses
  });

  it("is a connection of such a gateway, which goes before it", async () => {
    const [connection] = await found(vpnConnections, vpn([], { "vpn-1": "available" }));
    assert.deepEqual(connection?.ties, IN_VPC);
    assert.deepEqual(vpnGateways.after, vpnConnections.types);
  });
});
