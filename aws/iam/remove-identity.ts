import type { IAM, Role } from "@aws-sdk/client-iam";
import type { Questions } from "../contract/child.ts";
import { isAbsence } from "../errors.ts";
import { ofGroup, ofRole, rightsOf } from "./attachments.ts";
import { credentialsOf } from "./credentials.ts";

/** Removes a user with all its policies, credentials and group memberships: IAM does not delete it before. */
export async function removeUser(iam: IAM, UserName: string): Promise<void> {
  await removeAll({ ...rightsOf(iam, UserName), ...credentialsOf(iam, UserName) });
  await iam.deleteLoginProfile({ UserName }).catch(unlessAbsent);
  await iam.deleteUser({ UserName });
}

export async function removeGroup(iam: IAM, GroupName: string): Promise<void> {
  await removeAll(ofGroup(iam, GroupName));
  await iam.deleteGroup({ GroupName });
}

export async function removeRole(iam: IAM, RoleName: string): Promise<void> {
  await removeAll(ofRole(iam, RoleName));
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

/** @throws AWS's error, where one kind cannot be listed: nothing says then that it has none */
async function removeAll(questions: Questions): Promise<void> {
  for (const ask of Object.values(questions)) for (const each of await ask()) await each.remove();
}

const unlessAbsent = (error: unknown): void => {
  if (!isAbsence(error)) throw error;
};
