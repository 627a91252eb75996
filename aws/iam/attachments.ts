import type { IAM } from "@aws-sdk/client-iam";
import type { Child, Questions } from "../contract/child.ts";
import { all } from "../contract/finder.ts";

/** What must be removed before IAM deletes a role: its policies, and its membership of instance profiles. */
export function ofRole(iam: IAM, RoleName: string): Questions {
  const its = { RoleName };
  return {
    policies: async () =>
      (await all(iam.paginateListAttachedRolePolicies(its), (page) => page.AttachedPolicies)).map(
        ({ PolicyArn = "" }) =>
          child("policy", PolicyArn, () => iam.detachRolePolicy({ ...its, PolicyArn })),
      ),
    "inline policies": async () =>
      (await all(iam.paginateListRolePolicies(its), (page) => page.PolicyNames)).map((PolicyName) =>
        child("inline policy", PolicyName, () => iam.deleteRolePolicy({ ...its, PolicyName })),
      ),
    "instance profiles": async () =>
      (
        await all(iam.paginateListInstanceProfilesForRole(its), (page) => page.InstanceProfiles)
      ).map(({ InstanceProfileName = "" }) =>
        child("instance profile", InstanceProfileName, () =>
          iam.removeRoleFromInstanceProfile({ ...its, InstanceProfileName }),
        ),
      ),
  };
}

/** What must be removed before IAM deletes a group: its policies and its members. */
export function ofGroup(iam: IAM, GroupName: string): Questions {
  const its = { GroupName };
  return {
    policies: async () =>
      (await all(iam.paginateListAttachedGroupPolicies(its), (page) => page.AttachedPolicies)).map(
        ({ PolicyArn = "" }) =>
          child("policy", PolicyArn, () => iam.detachGroupPolicy({ ...its, PolicyArn })),
      ),
    "inline policies": async () =>
      (await all(iam.paginateListGroupPolicies(its), (page) => page.PolicyNames)).map(
        (PolicyName) =>
          child("inline policy", PolicyName, () => iam.deleteGroupPolicy({ ...its, PolicyName })),
      ),
    members: async () =>
      (await all(iam.paginateGetGroup(its), (page) => page.Users)).map(({ UserName = "" }) =>
        child("member", UserName, () => iam.removeUserFromGroup({ ...its, UserName })),
      ),
  };
}

/** The roles, groups and users that a policy is attached to: IAM does not delete it before. */
export async function ofPolicy(iam: IAM, PolicyArn: string): Promise<Child[]> {
  const its = { PolicyArn };
  const found = await all(
    iam.paginateListEntitiesForPolicy({ ...its, PolicyUsageFilter: "PermissionsPolicy" }),
    (page) => [page],
  );
  return found.flatMap(({ PolicyRoles = [], PolicyGroups = [], PolicyUsers = [] }) => [
    ...PolicyRoles.map(({ RoleName = "" }) =>
      child("attached to role", RoleName, () => iam.detachRolePolicy({ ...its, RoleName })),
    ),
    ...PolicyGroups.map(({ GroupName = "" }) =>
      child("attached to group", GroupName, () => iam.detachGroupPolicy({ ...its, GroupName })),
    ),
    ...PolicyUsers.map(({ UserName = "" }) =>
      child("attached to user", UserName, () => iam.detachUserPolicy({ ...its, UserName })),
    ),
  ]);
}

/** A user's policies, and the groups that it belongs to. */
export function rightsOf(iam: IAM, UserName: string): Questions {
  const its = { UserName };
  return {
    policies: async () =>
      (await all(iam.paginateListAttachedUserPolicies(its), (page) => page.AttachedPolicies)).map(
        ({ PolicyArn = "" }) =>
          child("policy", PolicyArn, () => iam.detachUserPolicy({ ...its, PolicyArn })),
      ),
    "inline policies": async () =>
      (await all(iam.paginateListUserPolicies(its), (page) => page.PolicyNames)).map((PolicyName) =>
        child("inline policy", PolicyName, () => iam.deleteUserPolicy({ ...its, PolicyName })),
      ),
    groups: async () =>
      (await all(iam.paginateListGroupsForUser(its), (page) => page.Groups)).map(
        ({ GroupName = "" }) =>
          child("group", GroupName, () => iam.removeUserFromGroup({ ...its, GroupName })),
      ),
  };
}

const child = (kind: string, id: string, remove: () => Promise<unknown>): Child => ({
  ...{ kind, id, remove },
});
