import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isWorld, parseCidr } from "../../lib/cidr.ts";

/** An inbound rule: the source, and the ports that it may reach. */
export type Ingress = Ports & Source & { readonly description: string };

/** A TCP port unless another protocol is given, or all traffic. */
type Ports =
  { readonly protocol?: "tcp" | "udp"; readonly port: number } | { readonly protocol: "all" };

/** An IPv4 block, the members of a security group, or a managed prefix list. */
type Source =
  | { readonly cidr: string }
  | { readonly sourceSecurityGroupId: pulumi.Input<string> }
  | { readonly prefixListId: pulumi.Input<string> };

export interface IngressRulesArgs {
  readonly securityGroupId: pulumi.Input<string>;
  /** Rules by a permanent name: renaming a rule replaces it. */
  readonly rules: Readonly<Record<string, Ingress>>;
  /** @default the provider's region */
  readonly region: string | undefined;
}

/** A security group's rules, each a separate resource: adding or removing one does not affect the others. */
export function ingressRules(
  name: string,
  { securityGroupId, rules, region }: IngressRulesArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const [key, rule] of Object.entries(rules))
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${key}`,
      {
        securityGroupId,
        ...ports(rule),
        ...source(rule),
        description: rule.description,
        region,
      },
      opts,
    );
}

function source(rule: Source) {
  if ("cidr" in rule) return { cidrIpv4: rule.cidr };
  if ("prefixListId" in rule) return { prefixListId: rule.prefixListId };
  return { referencedSecurityGroupId: rule.sourceSecurityGroupId };
}

const ports = (rule: Ports) =>
  rule.protocol === "all"
    ? { ipProtocol: "-1" }
    : { ipProtocol: rule.protocol ?? "tcp", fromPort: rule.port, toPort: rule.port };

/** Whether a rule lets the whole internet reach a TCP port. @throws when its block is malformed */
export function opensToWorld(rule: Ingress, port: number): boolean {
  if (!("cidr" in rule)) return false;
  parseCidr(rule.cidr); // rejects early what AWS would reject during the deployment
  const isOpen = rule.protocol === "all" || (rule.protocol !== "udp" && rule.port === port);
  return isOpen && isWorld(rule.cidr);
}
