import type { StackResourceSummary } from "@aws-sdk/client-cloudformation";
import { z } from "zod";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import type { PricedResource } from "../contract/priced-resource.ts";
import {
  ACCESS_KEY,
  GROUP,
  GROUP_POLICY,
  GROUP_POLICY_ATTACHMENT,
  INSTANCE_PROFILE,
  ROLE,
  ROLE_POLICY,
  ROLE_POLICY_ATTACHMENT,
  USER,
  USER_GROUP_MEMBERSHIP,
  USER_POLICY,
  USER_POLICY_ATTACHMENT,
} from "../iam/types.ts";

export type Part = Pick<DeployedResource, "type" | "id" | "outputs">;

/** A text in a template: itself, or the text of `Fn::Sub`. Other functions are not evaluated. */
const text = z.union([
  z.string(),
  z.strictObject({ "Fn::Sub": z.string() }).transform((its) => its["Fn::Sub"]),
]);
const name = text.default("");
const texts = z.array(text).default([]);

/** What connects identities with policies, with each other, and with keys. */
const connections = z.object({
  ManagedPolicyArns: texts,
  Policies: z.array(z.object({ PolicyName: text })).default([]),
  PolicyName: name,
  Groups: texts,
  Roles: texts,
  Users: texts,
  GroupName: name,
  RoleName: name,
  UserName: name,
});

/** What Pulumi calls the parts of an identity, and the output that names it. */
const KINDS = {
  [GROUP]: { owner: "group", policy: GROUP_POLICY, attachment: GROUP_POLICY_ATTACHMENT },
  [ROLE]: { owner: "role", policy: ROLE_POLICY, attachment: ROLE_POLICY_ATTACHMENT },
  [USER]: { owner: "user", policy: USER_POLICY, attachment: USER_POLICY_ATTACHMENT },
} as const;

/**
 * What a template attaches to its identities, as Pulumi would have it in a state.
 *
 * @param listed the resources of its stack, as AWS lists them
 * @param parameters the template's, and CloudFormation's own, such as `AWS::AccountId`
 * @throws where a value is not known: what is attached could then be the template's
 */
export function identityParts(
  template: readonly PricedResource[],
  listed: readonly StackResourceSummary[],
  parameters: Readonly<Record<string, string>>,
): Part[] {
  const physical = new Map(
    listed.map((each) => [each.LogicalResourceId, each.PhysicalResourceId ?? ""]),
  );
  const idOf = (value: string): string => {
    const known = physical.get(value);
    if (known !== undefined) return known;
    const its = Object.entries(parameters).reduce(
      (filled, [parameter, is]) => filled.replaceAll(`\${${parameter}}`, is),
      value,
    );
    // `!GetAtt Policy.PolicyArn` is read as its argument.
    const [logical = "", attribute] = its.split(".");
    if (its.includes("${") || (attribute !== undefined && physical.has(logical)))
      throw new Error(`${value} in the template is not evaluated`);
    return its;
  };
  return template.flatMap(({ type, name, props }) => {
    const own = physical.get(name);
    if (own === undefined || own === "" || !type.startsWith("AWS::IAM::")) return [];
    const its = connections.parse(props);
    const part = (of: string, id: string, outputs: Part["outputs"]): Part => ({
      ...{ type: of, id: `${own}/${id}`, outputs },
    });
    const policiesOf = (kind: keyof typeof KINDS, id: string, names: readonly string[]) =>
      names
        .map(idOf)
        .map((each) => part(KINDS[kind].policy, each, { [KINDS[kind].owner]: id, name: each }));
    const attachedTo = (kind: keyof typeof KINDS, id: string, arns: readonly string[]) =>
      arns.map((policyArn) =>
        part(KINDS[kind].attachment, policyArn, { [KINDS[kind].owner]: id, policyArn }),
      );
    const member = (user: string, groups: readonly string[]): Part[] =>
      groups.length === 0 ? [] : [part(USER_GROUP_MEMBERSHIP, user, { user, groups })];
    const identity = (kind: keyof typeof KINDS): Part[] => [
      ...attachedTo(kind, own, its.ManagedPolicyArns.map(idOf)),
      ...policiesOf(
        kind,
        own,
        its.Policies.map(({ PolicyName }) => PolicyName),
      ),
    ];
    /** Of a policy that names the identities that it is for. */
    const each = (of: (kind: keyof typeof KINDS, id: string) => Part[]): Part[] => [
      ...[...its.Groups, its.GroupName].filter(Boolean).flatMap((id) => of(GROUP, idOf(id))),
      ...[...its.Roles, its.RoleName].filter(Boolean).flatMap((id) => of(ROLE, idOf(id))),
      ...[...its.Users, its.UserName].filter(Boolean).flatMap((id) => of(USER, idOf(id))),
    ];
    switch (type.replace("AWS::IAM::", "")) {
      case "Group":
        return identity(GROUP);
      case "Role":
        return identity(ROLE);
      case "User":
        return [...identity(USER), ...member(own, its.Groups.map(idOf))];
      case "ManagedPolicy":
        return each((kind, id) => attachedTo(kind, id, [own]));
      case "Policy":
      case "GroupPolicy":
      case "RolePolicy":
      case "UserPolicy":
        return each((kind, id) => policiesOf(kind, id, [its.PolicyName]));
      case "InstanceProfile":
        return its.Roles.map((role) => ({
          ...{ type: INSTANCE_PROFILE, id: own, outputs: { role: idOf(role), name: own } },
        }));
      case "UserToGroupAddition":
        return its.Users.flatMap((user) => member(idOf(user), [idOf(its.GroupName)]));
      case "AccessKey":
        return [{ type: ACCESS_KEY, id: own, outputs: { user: idOf(its.UserName) } }];
      default:
        return [];
    }
  });
}
