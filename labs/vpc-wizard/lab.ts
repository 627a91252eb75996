import * as aws from "@pulumi/aws";
// Loading all of awsx takes a tenth of a second, this part a hundredth of that.
import { Vpc } from "@pulumi/awsx/ec2/vpc.js";
import { parseCidr } from "../../lib/cidr.ts";
import { defineLab } from "../contract/lab.ts";
import { networkOutputs, networkSettings } from "../kit/network/network-lab.ts";

/** A subnet has a sixteenth of the VPC's addresses, as in lab vpc-manual. */
const SUBNET_BITS = 4;

/** awsx's names of our values. */
const STRATEGY = { none: "None", single: "Single", perZone: "OnePerAz" } as const;

export const vpcWizard = defineLab({
  id: "vpc-wizard",
  title: { ko: "VPC 생성(마법사)", en: "A VPC by a wizard" },
  teaches: {
    en:
      "Let a ready-made component build what lab vpc-manual builds by hand, with an existing Elastic IP for NAT. Find " +
      "every part of it in the console. Name what the component does differently: a route table for each subnet, and " +
      "public subnets that assign every server a public address.",
    ko:
      "vpc-manual 실습에서 직접 만든 VPC를, 이미 할당받은 탄력적 IP 주소를 사용해 준비된 컴포넌트로 만듭니다. 콘솔에서 " +
      "구성 요소를 모두 찾아봅니다. 컴포넌트가 다르게 만든 부분을 말합니다: 서브넷마다 라우팅 테이블이 있고, 퍼블릭 " +
      "서브넷이 모든 서버에 퍼블릭 주소를 할당합니다.",
  },
  needsPlugin: "awsx",
  settings: networkSettings("10.31.0.0/16"),
  outputs: networkOutputs,
  build({ parent, name, config, tags }, { cidrBlock, nat }) {
    const { region, network } = config;
    const natZones = { none: [], single: network.zones.slice(0, 1), perZone: network.zones }[nat];
    const addresses = natZones.map(
      (zone) => new aws.ec2.Eip(`${name}-${zone}`, { domain: "vpc" }, { parent }),
    );
    const cidrMask = parseCidr(cidrBlock).prefix + SUBNET_BITS;
    const vpc = new Vpc(
      name,
      {
        cidrBlock,
        availabilityZoneNames: network.zones.map((zone) => `${region}${zone}`),
        enableDnsHostnames: true,
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", cidrMask },
          { type: "Private", cidrMask },
        ],
        natGateways: {
          strategy: STRATEGY[nat],
          elasticIpAllocationIds: addresses.map(({ allocationId }) => allocationId),
        },
        // Auto: for all route tables of the VPC.
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: ["s3", "dynamodb"].map((service) => ({
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Gateway",
          tags: { ...tags, Name: `${name}-${service}` },
        })),
        // The lab's transformation does not reach awsx's resources: docs/decisions/tags.md.
        tags,
      },
      { parent },
    );
    const { vpcId, publicSubnetIds, privateSubnetIds } = vpc;
    // Without rules, as in lab vpc-manual; awsx does not change AWS's default.
    new aws.ec2.DefaultSecurityGroup(name, { vpcId }, { parent });
    return {
      vpcId,
      publicSubnetIds,
      privateSubnetIds,
      natPublicIps: addresses.map(({ publicIp }) => publicIp),
    };
  },
});
