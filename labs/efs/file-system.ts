/** Where the servers mount the file system. */
export const MOUNT_POINT = "/mnt/efs/fs1";

/** Whether a file system policy (JSON) denies requests without TLS. */
export function refusesPlain(policy: string): boolean {
  const { Statement } = JSON.parse(policy) as { Statement: readonly Record<string, unknown>[] };
  return Statement.some(
    ({ Effect, Condition }) =>
      Effect === "Deny" && /"aws:SecureTransport":\s*\[?"?false/i.test(JSON.stringify(Condition)),
  );
}

/** Whether `findmnt` shows NFS through the TLS tunnel that amazon-efs-utils keeps on the server itself. */
export const isTlsMount = (mounted: string): boolean => /^nfs4?\s+127\.0\.0\.1:\//.test(mounted);
