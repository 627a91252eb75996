import type { IAM, Role } from "@aws-sdk/client-iam";
import { all } from "../contract/finder.ts";
import { isAbsence } from "../errors.ts";

/** IAM deletes a user only when it has nothing left: no rights, no ways to sign in, no group. */
export async function removeUser(iam: IAM, UserName: string): Promise<void> {
  const its = { UserName };
  for (const PolicyName of await all(iam.paginateListUserPolicies(its), (page) => page.PolicyNames))
    await iam.deleteUserPolicy({ ...its, PolicyName });
  const attached = iam.paginateListAttachedUserPolicies(its);
  for (const { PolicyArn } of await all(attached, (page) => page.AttachedPolicies))
    await iam.detachUserPolicy({ ...its, PolicyArn });
  for (const { GroupName } of await all(iam.paginateListGroupsForUser(its), (page) => page.Groups))
    await iam.removeUserFromGroup({ ...its, GroupName });
  for (const { AccessKeyId } of await all(
    iam.paginateListAccessKeys(its),
    (page) => page.AccessKeyMetadata,
  ))
    await iam.deleteAccessKey({ ...its, AccessKeyId });
  for (const { SerialNumber } of await all(
    iam.paginateListMFADevices(its),
    (page) => page.MFADevices,
  )) {
    await iam.deactivateMFADevice({ ...its, SerialNumber });
    await iam.deleteVirtualMFADevice({ SerialNumber });
  }
  await iam.deleteLoginProfile(its).catch(unlessAbsent);
  await iam.deleteUser(its);
}

export async function removeGroup(iam: IAM, GroupName: string): Promise<void> {
  const its = { GroupName };
  for (const PolicyName of await all(
    iam.paginateListGroupPolicies(its),
    (page) => page.PolicyNames,
  ))
    await iam.deleteGroupPolicy({ ...its, PolicyName });
  const attached = iam.paginateListAttachedGroupPolicies(its);
  for (const { PolicyArn } of await all(attached, (page) => page.AttachedPolicies))
    await iam.detachGroupPolicy({ ...its, PolicyArn });
  for (const { UserName } of await all(iam.paginateGetGroup(its), (page) => page.Users))
    await iam.removeUserFromGroup({ ...its, UserName });
  await iam.deleteGroup(its);
}

export async function removeRole(iam: IAM, RoleName: string): Promise<void> {
  const its = { RoleName };
  for (const PolicyName of await all(iam.paginateListRolePolicies(its), (page) => page.PolicyNames))
    await iam.deleteRolePolicy({ ...its, PolicyName });
  const attached = iam.paginateListAttachedRolePolicies(its);
  for (const { PolicyArn } of await all(attached, (page) => page.AttachedPolicies))
    await iam.detachRolePolicy({ ...its, PolicyArn });
  for (const { InstanceProfileName } of await all(
    iam.paginateListInstanceProfilesForRole(its),
    (page) => page.InstanceProfiles,
  ))
    await iam.removeRoleFromInstanceProfile({ ...its, InstanceProfileName });
  await iam.deleteRole(its);
}

export async function removeProfile(
  iam: IAM,
  InstanceProfileName: string,
  roles: readonly Role[],
): Promise<void> {
  for (const { RoleName } of roles)
    await iam.removeRoleFromInstanceProfile({ InstanceProfileName, RoleName }).catch(unlessAbsent);
  await iam.deleteInstanceProfile({ InstanceProfileName });
}

const unlessAbsent = (error: unknown): void => {
  if (!isAbsence(error)) throw error;
};
