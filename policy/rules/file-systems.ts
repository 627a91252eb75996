import { FILE_SYSTEM, FILE_SYSTEM_POLICY } from "../../aws/efs/types.ts";
import { refusesPlainHttp } from "../documents.ts";
import { everywhere, fsbp, IN_PROD, type ResourceRule, type StackRule } from "../rule.ts";
import { mayBeOn } from "../values.ts";

export const encryptedFileSystems: ResourceRule = {
  id: "encrypted-file-systems",
  why: "Encryption at rest can only be set when a file system is created.",
  source: fsbp("EFS.1"),
  fix: "set encrypted to true; this replaces the file system",
  level: everywhere("mandatory"),
  check: ({ type, props }) =>
    type !== FILE_SYSTEM || mayBeOn(props.encrypted) ? [] : ["the file system is not encrypted"],
};

export const fileSystemTls: StackRule = {
  id: "file-system-tls",
  why: "NFS sends files in clear text; anyone who can capture traffic on the network can read them.",
  source: {
    name: "AWS: IAM for NFS clients",
    url: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  },
  fix: "attach an aws.efs.FileSystemPolicy that denies requests where aws:SecureTransport is false, as components/server/file-share.ts does",
  level: IN_PROD,
  checkStack: (stack) =>
    stack
      .ofType(FILE_SYSTEM)
      .filter(
        (system) =>
          !stack
            .referring(FILE_SYSTEM_POLICY, "fileSystemId", system)
            .some(({ props }) => refusesPlainHttp(props.policy)),
      )
      .map((resource) => ({ resource, message: "no policy denies clients without TLS" })),
};
