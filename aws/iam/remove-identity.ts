import type { IAM, Role } from "@aws-sdk/client-iam";
import { isAbsence } from "../errors.ts";
import { credentialsOf, ofGroup, ofRole, rightsOf } from "./attachments.ts";

/** Removes a user with all its policies, credentials and group memberships: IAM does not delete it before. */
export async function removeUser(iam: IAM, UserName: string): Promise<void> {
  for (const each of await rightsOf(iam, UserName)) await each.remove();
  for (const each of await credentialsOf(iam, UserName)) await each.remove();
  await iam.deleteLoginProfile({ UserName }).catch(unlessAbsent);
  await iam.deleteUser({ UserName });
}

export async function removeGroup(iam: IAM, GroupName: string): Promise<void> {
  for (const each of await ofGroup(iam, GroupName)) await each.remove();
  await iam.deleteGroup({ GroupName });
}

export async function removeRole(iam: IAM, RoleName: string): Promise<void> {
  for (const each of await ofRole(iam, RoleName)) await each.remove();
  await iam.deleteRole({ RoleName });
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

/** Removes the older versions first: IAM deletes a policy only when the default version is the only one. */
export async function removePolicy(iam: IAM, PolicyArn: string): Promise<void> {
  const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions)
    if (IsDefaultVersion !== true) await iam.deletePolicyVersion({ PolicyArn, VersionId });
  await iam.deletePolicy({ PolicyArn });
}

const unlessAbsent = (error: unknown): void => {
  if (!isAbsence(error)) throw error;
};
