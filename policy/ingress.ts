import {
  DEFAULT_SECURITY_GROUP,
  SECURITY_GROUP,
  SECURITY_GROUP_INGRESS_RULE,
} from "../aws/vpc/types.ts";
import { isWorld } from "../lib/cidr.ts";
import type { Resource } from "./resource.ts";
import { at, listOf, numberOf, textsOf } from "./values.ts";

/** The ports that a security group opens to anywhere on the internet. */
interface OpenPorts {
  readonly protocol: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

/** Whether a resource opens a TCP port to the whole internet, or to a large part of it. */
export const opensPort = (resource: Resource, port: number): boolean =>
  openPorts(resource).some(
    ({ protocol, from, to }) =>
      isAll(protocol) || (isTcp(protocol) && numberOf(from) <= port && port <= numberOf(to)),
  );

function openPorts({ type, props }: Resource): OpenPorts[] {
  switch (type) {
    case SECURITY_GROUP_INGRESS_RULE: {
      const open = [props.cidrIpv4, props.cidrIpv6].flatMap(textsOf).some(isWorld);
      return open
        ? [{ protocol: props.ipProtocol, from: props.fromPort, to: props.toPort ?? props.fromPort }]
        : [];
    }
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      return props.type === "ingress" ? inline(props) : [];
    case SECURITY_GROUP:
    case DEFAULT_SECURITY_GROUP:
      return listOf(props.ingress).flatMap(inline);
    default:
      return [];
  }
}

/** An inline rule, the older form, which names several blocks. */
function inline(rule: unknown): OpenPorts[] {
  const blocks = [...textsOf(at(rule, "cidrBlocks")), ...textsOf(at(rule, "ipv6CidrBlocks"))];
  return blocks.some(isWorld)
    ? [{ protocol: at(rule, "protocol"), from: at(rule, "fromPort"), to: at(rule, "toPort") }]
    : [];
}

/** A protocol in lower case, as the provider normalizes it. */
const lower = (protocol: unknown): unknown =>
  typeof protocol === "string" ? protocol.toLowerCase() : protocol;
const isAll = (protocol: unknown): boolean => ["-1", "all"].some((all) => lower(protocol) === all);
const isTcp = (protocol: unknown): boolean => ["tcp", "6"].some((tcp) => lower(protocol) === tcp);
