import type { Resource } from "./rule.ts";
import { at, listOf, textsOf } from "./values.ts";

/** What a security group lets in from anywhere on the internet. */
interface OpenPorts {
  readonly protocol: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

/** Whether a resource lets the whole world reach a TCP port. */
export const opensPort = (resource: Resource, port: number): boolean =>
  openPorts(resource).some(
    ({ protocol, from, to }) =>
      isAll(protocol) || (isTcp(protocol) && Number(from) <= port && port <= Number(to)),
  );

function openPorts({ type, props }: Resource): OpenPorts[] {
  switch (type) {
    case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
      const open = isWorld(props.cidrIpv4) || isWorld(props.cidrIpv6);
      return open
        ? [{ protocol: props.ipProtocol, from: props.fromPort, to: props.toPort ?? props.fromPort }]
        : [];
    }
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      return props.type === "ingress" ? inline(props) : [];
    case "aws:ec2/securityGroup:SecurityGroup":
    case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
      return listOf(props.ingress).flatMap(inline);
    default:
      return [];
  }
}

/** A rule in the older form, which names several blocks. */
function inline(rule: unknown): OpenPorts[] {
  const blocks = [...textsOf(at(rule, "cidrBlocks")), ...textsOf(at(rule, "ipv6CidrBlocks"))];
  return blocks.some(isWorld)
    ? [{ protocol: at(rule, "protocol"), from: at(rule, "fromPort"), to: at(rule, "toPort") }]
    : [];
}

const isWorld = (block: unknown): boolean => typeof block === "string" && block.endsWith("/0");
const isAll = (protocol: unknown): boolean => protocol === "-1" || protocol === "all";
const isTcp = (protocol: unknown): boolean => protocol === "tcp" || protocol === "6";
