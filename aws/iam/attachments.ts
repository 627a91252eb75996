import type { IAM } from "@aws-sdk/client-iam";
import type { Child } from "../contract/child.ts";
import { all } from "../contract/finder.ts";
import { isAbsence } from "../errors.ts";

/** What must be removed before IAM deletes a role: its policies, and its membership of instance profiles. */
export async function ofRole(iam: IAM, RoleName: string): Promise<Child[]> {
  const its = { RoleName };
  const attached = await all(
    iam.paginateListAttachedRolePolicies(its),
    (page) => page.AttachedPolicies,
  );
  const inline = await all(iam.paginateListRolePolicies(its), (page) => page.PolicyNames);
  const profiles = await all(
    iam.paginateListInstanceProfilesForRole(its),
    (page) => page.InstanceProfiles,
  );
  return [
    ...attached.map(({ PolicyArn = "" }) =>
      child("policy", PolicyArn, () => iam.detachRolePolicy({ ...its, PolicyArn })),
    ),
    ...inline.map((PolicyName) =>
      child("inline policy", PolicyName, () => iam.deleteRolePolicy({ ...its, PolicyName })),
    ),
    ...profiles.map(({ InstanceProfileName = "" }) =>
      child("instance profile", InstanceProfileName, () =>
        iam.removeRoleFromInstanceProfile({ ...its, InstanceProfileName }),
      ),
    ),
  ];
}

/** What must be removed before IAM deletes a group: its policies and its members. */
export async function ofGroup(iam: IAM, GroupName: string): Promise<Child[]> {
  const its = { GroupName };
  const attached = await all(
    iam.paginateListAttachedGroupPolicies(its),
    (page) => page.AttachedPolicies,
  );
  const inline = await all(iam.paginateListGroupPolicies(its), (page) => page.PolicyNames);
  const users = await all(iam.paginateGetGroup(its), (page) => page.Users);
  return [
    ...attached.map(({ PolicyArn = "" }) =>
      child("policy", PolicyArn, () => iam.detachGroupPolicy({ ...its, PolicyArn })),
    ),
    ...inline.map((PolicyName) =>
      child("inline policy", PolicyName, () => iam.deleteGroupPolicy({ ...its, PolicyName })),
    ),
    ...users.map(({ UserName = "" }) =>
      child("member", UserName, () => iam.removeUserFromGroup({ ...its, UserName })),
    ),
  ];
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
export async function rightsOf(iam: IAM, UserName: string): Promise<Child[]> {
  const its = { UserName };
  const attached = await all(
    iam.paginateListAttachedUserPolicies(its),
    (page) => page.AttachedPolicies,
  );
  const inline = await all(iam.paginateListUserPolicies(its), (page) => page.PolicyNames);
  const groups = await all(iam.paginateListGroupsForUser(its), (page) => page.Groups);
  return [
    ...attached.map(({ PolicyArn = "" }) =>
      child("policy", PolicyArn, () => iam.detachUserPolicy({ ...its, PolicyArn })),
    ),
    ...inline.map((PolicyName) =>
      child("inline policy", PolicyName, () => iam.deleteUserPolicy({ ...its, PolicyName })),
    ),
    ...groups.map(({ GroupName = "" }) =>
      child("group", GroupName, () => iam.removeUserFromGroup({ ...its, GroupName })),
    ),
  ];
}

/** A user's credentials: for signing in, for signing requests, and for single services. */
export async function credentialsOf(iam: IAM, UserName: string): Promise<Child[]> {
  const its = { UserName };
  const keys = await all(iam.paginateListAccessKeys(its), (page) => page.AccessKeyMetadata);
  const ssh = await all(iam.paginateListSSHPublicKeys(its), (page) => page.SSHPublicKeys);
  const certificates = await all(
    iam.paginateListSigningCertificates(its),
    (page) => page.Certificates,
  );
  const { ServiceSpecificCredentials = [] } = await iam.listServiceSpecificCredentials(its);
  const devices = await all(iam.paginateListMFADevices(its), (page) => page.MFADevices);
  return [
    ...keys.map(({ AccessKeyId = "", CreateDate }) =>
      child(
        "access key",
        AccessKeyId,
        () => iam.deleteAccessKey({ ...its, AccessKeyId }),
        CreateDate,
      ),
    ),
    ...ssh.map(({ SSHPublicKeyId = "", UploadDate }) =>
      child(
        "SSH key",
        SSHPublicKeyId,
        () => iam.deleteSSHPublicKey({ ...its, SSHPublicKeyId }),
        UploadDate,
      ),
    ),
    ...certificates.map(({ CertificateId = "", UploadDate }) =>
      child(
        "signing certificate",
        CertificateId,
        () => iam.deleteSigningCertificate({ ...its, CertificateId }),
        UploadDate,
      ),
    ),
    ...ServiceSpecificCredentials.map(({ ServiceSpecificCredentialId = "", CreateDate }) =>
      child(
        "service credentials",
        ServiceSpecificCredentialId,
        () => iam.deleteServiceSpecificCredential({ ...its, ServiceSpecificCredentialId }),
        CreateDate,
      ),
    ),
    ...devices.map(({ SerialNumber = "", EnableDate }) =>
      child(
        "MFA device",
        SerialNumber,
        () => removeDevice(iam, UserName, SerialNumber),
        EnableDate,
      ),
    ),
  ];
}

/** A hardware device has no ARN, and is not deleted. */
async function removeDevice(iam: IAM, UserName: string, SerialNumber: string): Promise<void> {
  await iam.deactivateMFADevice({ UserName, SerialNumber });
  if (SerialNumber.startsWith("arn:"))
    await iam.deleteVirtualMFADevice({ SerialNumber }).catch((error: unknown) => {
      if (!isAbsence(error)) throw error;
    });
}

const child = (
  kind: string,
  id: string,
  remove: () => Promise<unknown>,
  createdAt?: Date,
): Child => ({ kind, id, createdAt, remove });
