import { askedApart, type Child, type Unlisted } from "../contract/child.ts";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import type { Service } from "../contract/service.ts";
import { ofGroup, ofPolicy, ofRole, rightsOf } from "./attachments.ts";
import { iamClient } from "./client.ts";
import { credentialsOf } from "./credentials.ts";
import {
  ACCESS_KEY,
  GROUP,
  GROUP_POLICY,
  GROUP_POLICY_ATTACHMENT,
  INSTANCE_PROFILE,
  POLICY,
  ROLE,
  ROLE_POLICY,
  ROLE_POLICY_ATTACHMENT,
  USER,
  USER_GROUP_MEMBERSHIP,
  USER_POLICY,
  USER_POLICY_ATTACHMENT,
} from "./types.ts";

/**
 * The values of one output of those of the stack's resources of a type that belong to an owner.
 *
 * @param owner the output that names the role, group or user
 */
const own =
  (held: readonly DeployedResource[], name: string) =>
  (type: string, owner: string, output: string): unknown[] =>
    held
      .filter((each) => each.type === type && each.outputs[owner] === name)
      .flatMap(({ outputs }) => outputs[output]);

const notIn =
  (ours: readonly unknown[]) =>
  (found: Child | Unlisted): boolean =>
    "hidden" in found || !ours.includes(found.id);

const asked: NonNullable<Service["children"]> = {
  [ROLE]: async (aws, { id }, held) => {
    const its = own(held, id);
    const ours = [
      ...its(ROLE_POLICY_ATTACHMENT, "role", "policyArn"),
      ...its(ROLE_POLICY, "role", "name"),
      ...its(INSTANCE_PROFILE, "role", "name"),
    ];
    const found = await askedApart(ofRole(await aws.client(iamClient), id));
    return found.filter(notIn(ours));
  },
  [GROUP]: async (aws, { id }, held) => {
    const its = own(held, id);
    const members = held
      .filter(({ type, outputs: { groups } }) => type === USER_GROUP_MEMBERSHIP && has(groups, id))
      .map(({ outputs: { user } }) => user);
    const ours = [
      ...its(GROUP_POLICY_ATTACHMENT, "group", "policyArn"),
      ...its(GROUP_POLICY, "group", "name"),
      ...members,
    ];
    const found = await askedApart(ofGroup(await aws.client(iamClient), id));
    return found.filter(notIn(ours));
  },
  [POLICY]: async (aws, { id }, held) => {
    // What is attached to the stack's own roles, groups and users is found there.
    const found = await ofPolicy(await aws.client(iamClient), id);
    return found.filter(
      (child) => !held.some((own) => own.type === HOLDERS[child.kind] && own.id === child.id),
    );
  },
  [USER]: async (aws, { id, outputs: { forceDestroy } }, held) => {
    const its = own(held, id);
    const ours = [
      ...its(USER_POLICY_ATTACHMENT, "user", "policyArn"),
      ...its(USER_POLICY, "user", "name"),
      ...its(USER_GROUP_MEMBERSHIP, "user", "groups").flat(),
      ...held.filter(({ type }) => type === ACCESS_KEY).map((key) => key.id),
    ];
    const iam = await aws.client(iamClient);
    // With `forceDestroy` the provider deletes the credentials itself: a student's MFA device is part of the class.
    const withCredentials = forceDestroy !== true;
    const found = await askedApart({
      ...rightsOf(iam, id),
      ...(withCredentials && credentialsOf(iam, id)),
    });
    return found.filter(notIn(ours));
  },
};

/** Where the template of an identity or policy cannot be read, nothing on it is known to be made by hand. */
export const children: NonNullable<Service["children"]> = Object.fromEntries(
  Object.entries(asked).map(([type, ask]): [string, typeof ask] => [
    type,
    async (aws, resource, held) => {
      const { unreadable } = resource.outputs;
      if (typeof unreadable !== "string") return ask(aws, resource, held);
      return [{ kind: "policies, members and credentials", hidden: new Error(unreadable) }];
    },
  ]),
);

/** What a policy is attached to. */
const HOLDERS: Readonly<Record<string, string>> = {
  "attached to group": GROUP,
  "attached to role": ROLE,
  "attached to user": USER,
};

const has = (list: unknown, item: string): boolean => Array.isArray(list) && list.includes(item);
