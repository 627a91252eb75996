import type { IAM } from "@aws-sdk/client-iam";
import type { Child, Questions } from "../contract/child.ts";
import { all } from "../contract/finder.ts";
import { isAbsence } from "../errors.ts";

/** A user's credentials: for signing in, for signing requests, and for single services. */
export function credentialsOf(iam: IAM, UserName: string): Questions {
  const its = { UserName };
  return {
    "access keys": async () =>
      (await all(iam.paginateListAccessKeys(its), (page) => page.AccessKeyMetadata)).map(
        ({ AccessKeyId = "", CreateDate }) =>
          credential("access key", AccessKeyId, CreateDate, () =>
            iam.deleteAccessKey({ ...its, AccessKeyId }),
          ),
      ),
    "SSH keys": async () =>
      (await all(iam.paginateListSSHPublicKeys(its), (page) => page.SSHPublicKeys)).map(
        ({ SSHPublicKeyId = "", UploadDate }) =>
          credential("SSH key", SSHPublicKeyId, UploadDate, () =>
            iam.deleteSSHPublicKey({ ...its, SSHPublicKeyId }),
          ),
      ),
    "signing certificates": async () =>
      (await all(iam.paginateListSigningCertificates(its), (page) => page.Certificates)).map(
        ({ CertificateId = "", UploadDate }) =>
          credential("signing certificate", CertificateId, UploadDate, () =>
            iam.deleteSigningCertificate({ ...its, CertificateId }),
          ),
      ),
    "service credentials": async () =>
      ((await iam.listServiceSpecificCredentials(its)).ServiceSpecificCredentials ?? []).map(
        ({ ServiceSpecificCredentialId = "", CreateDate }) =>
          credential("service credentials", ServiceSpecificCredentialId, CreateDate, () =>
            iam.deleteServiceSpecificCredential({ ...its, ServiceSpecificCredentialId }),
          ),
      ),
    "MFA devices": async () =>
      (await all(iam.paginateListMFADevices(its), (page) => page.MFADevices)).map(
        ({ SerialNumber = "", EnableDate }) =>
          credential("MFA device", SerialNumber, EnableDate, () =>
            removeDevice(iam, UserName, SerialNumber),
          ),
      ),
  };
}

/** A hardware device has no ARN, and is not deleted. */
async function removeDevice(iam: IAM, UserName: string, SerialNumber: string): Promise<void> {
  await iam.deactivateMFADevice({ UserName, SerialNumber });
  if (SerialNumber.startsWith("arn:"))
    await iam.deleteVirtualMFADevice({ SerialNumber }).catch((error: unknown) => {
      if (!isAbsence(error)) throw error;
    });
}

const credential = (
  kind: string,
  id: string,
  createdAt: Date | undefined,
  remove: () => Promise<unknown>,
): Child => ({ kind, id, createdAt, remove });
