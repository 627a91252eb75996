import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../shared/after.ts";
import { ingressRules } from "./ingress.ts";

export interface FileShareArgs {
  readonly vpcId: pulumi.Input<string>;
  /** A subnet in each Availability Zone that has servers, by a permanent name, e.g. the zone's letter. */
  readonly subnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Daily backups by AWS Backup, kept for 35 days even after the file system is deleted; $0.06 a GB and month. @default true */
  readonly backups?: boolean;
}

const NFS_PORT = 2049;

/**
 * An EFS file system that many servers mount at the same time: encrypted, with a mount target in each zone, over TLS only.
 * It is not reachable until `allow` opens it.
 *
 * Costs about $0.36 a GB and month in Seoul, nothing while it is empty.
 *
 * @example
 * const share = new FileShare("home", { vpcId, subnetIds: { a: subnetA, c: subnetC } });
 * const userData = linuxUserData([{ name: "mount-efs", env: { FILE_SYSTEM_ID: share.fileSystemId, MOUNT_POINT: "/mnt" } }]);
 * share.allow("web", new Server("web", { vpcId, subnetId, userData }).securityGroupId);
 */
export class FileShare extends pulumi.ComponentResource {
  /** Available once the file system can be mounted: resources that use it wait for the mount targets and the policy. */
  readonly fileSystemId: pulumi.Output<string>;
  readonly fileSystemArn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** By the names of `subnetIds`. */
  readonly mountTargetIps: Readonly<Record<string, pulumi.Output<string>>>;
  readonly #name: string;

  /** @throws when there is no subnet. */
  constructor(name: string, args: FileShareArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:file-share:FileShare", name, {}, opts);
    const { vpcId, subnetIds, backups = true } = args;
    if (Object.keys(subnetIds).length === 0)
      throw new Error("subnetIds is empty: give a subnet in each zone that has servers");
    const child = { parent: this };

    const files = new aws.efs.FileSystem(name, { encrypted: true }, child);
    const fileSystemId = files.id;
    const policy = new aws.efs.FileSystemPolicy(
      name,
      { fileSystemId, policy: tlsOnly(files.arn) },
      child,
    );
    new aws.efs.BackupPolicy(
      name,
      { fileSystemId, backupPolicy: { status: backups ? "ENABLED" : "DISABLED" } },
      child,
    );
    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId, description: `NFS clients of ${name}` },
      child,
    );
    const targets = Object.entries(subnetIds).map(([key, subnetId]) => ({
      key,
      target: new aws.efs.MountTarget(
        `${name}-${key}`,
        { fileSystemId, subnetId, securityGroups: [group.id] },
        child,
      ),
    }));

    this.fileSystemId = after(fileSystemId, policy, ...targets.map(({ target }) => target));
    this.fileSystemArn = files.arn;
    this.dnsName = files.dnsName;
    this.securityGroupId = group.id;
    this.mountTargetIps = Object.fromEntries(
      targets.map(({ key, target }) => [key, target.ipAddress]),
    );
    this.#name = name;
    this.registerOutputs({ fileSystemId, mountTargetIps: this.mountTargetIps });
  }

  /**
   * Lets the members of a security group reach the mount targets. Not an argument, because a server's user data refers to the
   * file system, so the server is created after it.
   *
   * @param key a permanent name for the rule
   */
  allow(key: string, sourceSecurityGroupId: pulumi.Input<string>): void {
    const { securityGroupId } = this;
    const rule = { port: NFS_PORT, sourceSecurityGroupId, description: `NFS for ${key}` };
    ingressRules(
      this.#name,
      { securityGroupId, rules: { [key]: rule }, region: undefined },
      { parent: this },
    );
  }
}

/**
 * Whoever reaches a mount target may read and write, over TLS only. Without a policy, EFS's default also allows this without
 * TLS.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
const tlsOnly = (fileSystemArn: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ByMountTarget",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["ClientMount", "ClientWrite", "ClientRootAccess"].map(
          (action) => `elasticfilesystem:${action}`,
        ),
        Resource: fileSystemArn,
        Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "*",
        Resource: fileSystemArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
