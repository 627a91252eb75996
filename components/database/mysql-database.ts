import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  checkMysqlAccess,
  MYSQL_PORT,
  mysqlSecurityGroup,
  type MysqlAccessArgs,
} from "./mysql-access.ts";
import {
  masterPasswordCommand,
  tunnelCommand,
  tunneledWorkbenchText,
  workbenchText,
} from "./mysql-connection.ts";
import { logGroupNames, mysqlParameters, type MysqlLog } from "./mysql-settings.ts";

export interface MysqlDatabaseArgs extends MysqlAccessArgs {
  /**
   * Subnets in at least two Availability Zones: public ones if `publicAccess` is ever needed. Later changes are ignored, as
   * AWS releases no subnet in use and moves no database within its VPC.
   */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Whether destroying the database leaves a snapshot `<identifier>-final`, billed until you delete it. */
  readonly finalSnapshot: boolean;
  /** The schema to create at first. It cannot be changed. @default "class" */
  readonly databaseName?: string;
  /** The master user. It cannot be changed. @default "admin" */
  readonly username?: string;
  /** @default "db.t4g.micro" */
  readonly instanceClass?: string;
  /** GiB of gp3 storage, at least 20. It can grow but not shrink. @default 20 */
  readonly allocatedStorageGiB?: number;
  /** The size in GiB up to which AWS grows the storage automatically. @default it does not grow */
  readonly maxAllocatedStorageGiB?: number;
  /** Retention of automated backups in days, 0 (none) to 35. @default 1 */
  readonly backupRetentionDays?: number;
  /** Keeps automated backups after the database is deleted, until their retention ends. @default false */
  readonly keepAutomatedBackups?: boolean;
  /** A standby in a second zone, at twice the price. @default false */
  readonly multiAz?: boolean;
  /** Whether AWS refuses to delete the database. @default false */
  readonly deletionProtection?: boolean;
  /** Applies changes immediately, as a class needs it, not in the maintenance window; some restart it. @default true */
  readonly applyImmediately?: boolean;
  /** The logs to send to CloudWatch, kept for a week, about $0.76 per GB. @default [] */
  readonly logs?: readonly MysqlLog[];
}

/**
 * RDS for MySQL 8.4: a private, encrypted instance that accepts only TLS. AWS creates the master password, stores it in
 * Secrets Manager and rotates it; it is never in Pulumi's state.
 *
 * About $22 a month in Seoul with the defaults (db.t4g.micro $18.25, 20 GiB gp3 $2.62, secret $0.40); a public address costs
 * $3.65 more.
 *
 * @example new MysqlDatabase("db", { vpcId, subnetIds, clientGroups: { web: group.id }, finalSnapshot: false });
 */
export class MysqlDatabase extends pulumi.ComponentResource {
  /** `<address>:<port>` */
  readonly endpoint: pulumi.Output<string>;
  readonly address: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly databaseName: string;
  readonly username: string;
  /** The Secrets Manager secret with `username` and `password`. */
  readonly masterSecretArn: pulumi.Output<string>;
  readonly instanceIdentifier: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** How to connect with MySQL Workbench. */
  readonly workbench: pulumi.Output<string>;
  /** The command that forwards the port to the user's machine; undefined with `publicAccess`. */
  readonly tunnel: pulumi.Output<string> | undefined;
  /** The command that shows the master password. */
  readonly showPassword: pulumi.Output<string>;

  /** @throws when there are too few subnets, a size or name is not valid, or the internet has access without a reason. */
  constructor(name: string, args: MysqlDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    // The reason is stored in the state, where reviewers and policy packs find it.
    super("class:mysql-database:MysqlDatabase", name, { publicAccess: args.publicAccess }, opts);
    const { databaseName = "class", username = "admin", logs = [], applyImmediately = true } = args;
    checkMysqlAccess(args);
    checkSizes(args);
    requireIdentifier("databaseName", databaseName, 64);
    requireIdentifier("username", username, 16);
    const child = { parent: this };

    const subnets = new aws.rds.SubnetGroup(
      name,
      { subnetIds: [...args.subnetIds] },
      { ...child, ignoreChanges: ["subnetIds"] },
    );
    // A new name in each deployment: the log groups need it before the instance exists, and the final snapshot must not
    // collide with that of an earlier class.
    const identifier = subnets.name;
    const group = mysqlSecurityGroup(name, args, child);
    const parameterGroup = new aws.rds.ParameterGroup(
      name,
      { family: "mysql8.4", parameters: mysqlParameters(logs) },
      child,
    );
    // RDS would create these itself, without a retention period, and leave them behind.
    const logGroups = logGroupNames(identifier, logs).map(
      ([log, logGroup]) =>
        new aws.cloudwatch.LogGroup(
          `${name}-${log}`,
          { name: logGroup, retentionInDays: 7 },
          child,
        ),
    );
    const instance = new aws.rds.Instance(
      name,
      {
        identifier,
        engine: "mysql",
        engineVersion: "8.4",
        autoMinorVersionUpgrade: true,
        instanceClass: args.instanceClass ?? "db.t4g.micro",
        storageType: "gp3",
        storageEncrypted: true,
        allocatedStorage: args.allocatedStorageGiB ?? 20,
        maxAllocatedStorage: args.maxAllocatedStorageGiB,
        dbName: databaseName,
        username,
        manageMasterUserPassword: true,
        port: MYSQL_PORT,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        publiclyAccessible: args.publicAccess !== undefined,
        parameterGroupName: parameterGroup.name,
        multiAz: args.multiAz ?? false,
        backupRetentionPeriod: args.backupRetentionDays ?? 1,
        deleteAutomatedBackups: !(args.keepAutomatedBackups ?? false),
        copyTagsToSnapshot: true,
        skipFinalSnapshot: !args.finalSnapshot,
        finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final`,
        deletionProtection: args.deletionProtection ?? false,
        // Not available for the micro instance classes.
        performanceInsightsEnabled: false,
        enabledCloudwatchLogsExports: [...logs],
        applyImmediately,
      },
      // A replacement has the same identifier, so the old instance must be deleted first.
      { ...child, dependsOn: logGroups, deleteBeforeReplace: true },
    );

    this.endpoint = instance.endpoint;
    this.address = instance.address;
    this.port = instance.port;
    this.databaseName = databaseName;
    this.username = username;
    this.masterSecretArn = instance.masterUserSecrets.apply(secretArn);
    this.instanceIdentifier = instance.identifier;
    this.securityGroupId = group.id;
    const { address, port } = instance;
    const login = { username, databaseName };
    if (args.publicAccess) {
      this.workbench = pulumi.output({ address, port, ...login }).apply(workbenchText);
    } else {
      this.workbench = pulumi.output(tunneledWorkbenchText(login));
      this.tunnel = pulumi.output({ vpcId: args.vpcId, address, port }).apply(tunnelCommand);
    }
    this.showPassword = this.masterSecretArn.apply(masterPasswordCommand);
    this.registerOutputs({ endpoint: this.endpoint, masterSecretArn: this.masterSecretArn });
  }
}

function secretArn([secret]: { readonly secretArn: string }[]): string {
  if (!secret) throw new Error("RDS created no secret for the master password: see its events");
  return secret.secretArn;
}

function checkSizes(args: MysqlDatabaseArgs): void {
  const { subnetIds, allocatedStorageGiB: size = 20, maxAllocatedStorageGiB: most } = args;
  const { backupRetentionDays: days = 1, instanceClass = "db.t4g.micro" } = args;
  if (subnetIds.length < 2)
    throw new Error(`subnetIds: ${subnetIds.length} given, RDS needs two in different zones`);
  if (!Number.isInteger(size) || size < 20 || size > 65536)
    throw new Error(
      `allocatedStorageGiB ${size} is not valid: gp3 supports whole GiB from 20 to 65536`,
    );
  // RDS refuses a smaller limit, because the storage could not grow.
  if (most !== undefined && !(Number.isInteger(most) && most >= size * 1.1 && most <= 65536))
    throw new Error(
      `maxAllocatedStorageGiB ${most} is not valid: at least ${Math.ceil(size * 1.1)}, a tenth more than the storage`,
    );
  if (!Number.isInteger(days) || days < 0 || days > 35)
    throw new Error(`backupRetentionDays ${days} is not valid: 0 (no backups) to 35`);
  if (!/^db\.[a-z0-9-]+\.[a-z0-9]+$/.test(instanceClass))
    throw new Error(`instanceClass "${instanceClass}" is not valid: write one such as db.t3.micro`);
}

function requireIdentifier(argument: string, text: string, longest: number): void {
  if (!/^[A-Za-z]\w*$/.test(text) || text.length > longest)
    throw new Error(
      `${argument} "${text}" is not valid: a letter, then letters, digits and _, ${longest} at most`,
    );
}
