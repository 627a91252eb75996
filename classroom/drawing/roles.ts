import type { Part } from "./parts.ts";

/** The role of a resource in a drawing. */
export type Role =
  /** A box. */
  | "box"
  /** A frame around boxes. */
  | "frame"
  /** It only connects others: it becomes a line between them. */
  | "tie"
  /** A setting, a permission or a rule of another resource: not drawn. */
  | "hidden";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

// By the last word of a kind, so that resources of a new service are drawn without a change here.
const TIES =
  /(Attachment|Association|Membership|Listener|MountTarget|Notification|InstanceProfile|LaunchTemplate|SubnetGroup|Accepter|ApplicationVersion|RolePolicy)$/;
const SETTINGS =
  /(Policy|PolicyAttachment|Rule|Route|RouteTable|SecurityGroup|ParameterGroup|Configuration|Controls?|Block|Versioning|Object|Item|Permission|Subscription|AccessKey|LoginProfile|PublicKey)$/;

export function roleOf(part: Part, all: Iterable<Part>): Role {
  const { type, group } = part;
  if (type === VPC || type === SUBNET) return "frame";
  const kind = (type.split(":").at(-1) ?? "").replace(/v\d+$/i, "");
  // A lab is about the resource it is named after.
  if (kebab(kind) === group) return "box";
  if (type === ROLE) return hasRights(part, all) ? "box" : "hidden";
  if (type.startsWith("aws:kms/") || kind.endsWith("PolicyAttachment")) return "hidden";
  if (TIES.test(kind)) return "tie";
  return SETTINGS.test(kind) ? "hidden" : "box";
}

const kebab = (kind: string): string =>
  kind.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** Whether a role has its own permissions for a resource of the class; most roles have only those of every server. */
function hasRights(role: Part, all: Iterable<Part>): boolean {
  for (const { type, dependencies } of all)
    if (type === ROLE_POLICY && dependencies.includes(role.urn) && dependencies.length > 1)
      return true;
  return false;
}
