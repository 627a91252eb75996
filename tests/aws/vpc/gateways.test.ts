import assert from "node:assert/strict";
import {
  instanceConnectEndpoints,
  transitAttachments,
} from "../../../aws/vpc/connection-finder.ts";
import { carrierGateways, egressOnlyGateways } from "../../../aws/vpc/gateway-finder.ts";
import { networkAcls } from "../../../aws/vpc/network-finder.ts";
import { securityGroups } from "../../../aws/vpc/security-group-finder.ts";
import { found, IN_VPC, NEVER, noting, shown } from "./in-vpc.ts";

describe("what keeps a VPC from being deleted", () => {
  it("is an egress-only internet gateway, and a carrier gateway", async () => {
    const calls: unknown[] = [];
    const [egress] = await found(egressOnlyGateways, {
      paginateDescribeEgressOnlyInternetGateways: () => ({
        EgressOnlyInternetGateways: [
          { EgressOnlyInternetGatewayId: "eigw-1", Attachments: [{ VpcId: "vpc-1" }] },
        ],
      }),
      ...noting(calls, "deleteEgressOnlyInternetGateway"),
    });
    const gateway = (CarrierGatewayId: string, State: string) => ({
      ...{ CarrierGatewayId, State, VpcId: "vpc-1" },
    });
    const carriers = await found(carrierGateways, {
      paginateDescribeCarrierGateways: () => ({
        CarrierGateways: [
          ...[gateway("cagw-1", "available"), gateway("cagw-2", "deleting")],
          gateway("cagw-3", "deleted"),
        ],
      }),
      ...noting(calls, "deleteCarrierGateway"),
    });
    assert.deepEqual(shown([egress ?? assert.fail(), ...carriers]), [
      ["eigw-1", IN_VPC, false],
      ["cagw-1", IN_VPC, false],
      ["cagw-2", IN_VPC, true],
    ]);
    await egress?.remove(NEVER);
    await carriers[0]?.remove(NEVER);
    assert.deepEqual(calls, [
      ["deleteEgressOnlyInternetGateway", { EgressOnlyInternetGatewayId: "eigw-1" }],
      ["deleteCarrierGateway", { CarrierGatewayId: "cagw-1" }],
    ]);
  });

  it("is a transit gateway's attachment, and an EC2 Instance Connect Endpoint", async () => {
    const attachment = (id: string, State: string) => ({
      ...{ TransitGatewayAttachmentId: id, State, VpcId: "vpc-1" },
    });
    const attachments = await found(transitAttachments, {
      paginateDescribeTransitGatewayVpcAttachments: () => ({
        TransitGatewayVpcAttachments: [
          ...[attachment("tgw-attach-1", "available"), attachment("tgw-attach-2", "deleting")],
          ...[attachment("tgw-attach-3", "deleted"), attachment("tgw-attach-4", "failed")],
        ],
      }),
    });
    const endpoints = await found(instanceConnectEndpoints, {
      paginateDescribeInstanceConnectEndpoints: () => ({
        InstanceConnectEndpoints: [
          { InstanceConnectEndpointId: "eice-1", State: "create-complete", VpcId: "vpc-1" },
          { InstanceConnectEndpointId: "eice-2", State: "delete-complete", VpcId: "vpc-1" },
        ],
      }),
    });
    assert.deepEqual(shown([...attachments, ...endpoints]), [
      ["tgw-attach-1", IN_VPC, false],
      ["tgw-attach-2", IN_VPC, true],
      ["eice-1", IN_VPC, false],
    ]);
  });

  it("is a network ACL, whose subnets get the default one back", async () => {
    const calls: unknown[] = [];
    const [acl] = await found(networkAcls, {
      paginateDescribeNetworkAcls: () => ({
        NetworkAcls: [
          {
            ...{ NetworkAclId: "acl-1", VpcId: "vpc-1", IsDefault: false },
            Associations: [{ NetworkAclAssociationId: "aclassoc-1", SubnetId: "subnet-own" }],
          },
        ],
      }),
      describeNetworkAcls: () => ({ NetworkAcls: [{ NetworkAclId: "acl-default" }] }),
      ...noting(calls, "replaceNetworkAclAssociation", "deleteNetworkAcl"),
    });
    await acl?.release?.();
    await acl?.remove(NEVER);
    assert.deepEqual(calls, [
      [
        "replaceNetworkAclAssociation",
        { AssociationId: "aclassoc-1", NetworkAclId: "acl-default" },
      ],
      ["deleteNetworkAcl", { NetworkAclId: "acl-1" }],
    ]);
  });

  it("is a security group on a server of the class, which is taken off it", async () => {
    const calls: unknown[] = [];
    const on = (NetworkInterfaceId: string, ...ids: readonly string[]) => ({
      ...{ NetworkInterfaceId, Groups: ids.map((GroupId) => ({ GroupId })) },
    });
    const [group] = await found(securityGroups, {
      paginateDescribeSecurityGroups: () => ({
        SecurityGroups: [{ GroupId: "sg-1", GroupName: "by-hand", VpcId: "vpc-1" }],
      }),
      describeSecurityGroups: () => ({ SecurityGroups: [{ GroupId: "sg-default" }] }),
      paginateDescribeSecurityGroupRules: () => ({}),
      paginateDescribeNetworkInterfaces: () => ({
        NetworkInterfaces: [
          ...[on("eni-1", "sg-own", "sg-1"), on("eni-2", "sg-1")],
          { ...on("eni-3", "sg-1"), RequesterManaged: true },
        ],
      }),
      ...noting(calls, "modifyNetworkInterfaceAttribute", "deleteSecurityGroup"),
    });
    await group?.release?.();
    await group?.remove(NEVER);
    assert.deepEqual(calls, [
      ["modifyNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-1", Groups: ["sg-own"] }],
      ["modifyNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-2", Groups: ["sg-default"] }],
      ["deleteSecurityGroup", { GroupId: "sg-1" }],
    ]);
  });
});
