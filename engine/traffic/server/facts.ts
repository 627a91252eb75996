/** The data that a Linux server needs for its first boot. Reading it from AWS is not done in this folder. */
export interface ServerFacts {
  readonly instanceId: string;
  readonly imageId: string;
  readonly instanceType: string;
  readonly accountId: string;
  readonly region: string;
  readonly availabilityZone: string;
  readonly privateIp: string;
  /** @default none */
  readonly publicIp?: string | undefined;
  /** In base64, as in EC2's API. @default none */
  readonly userData?: string | undefined;
  /** Whether its subnet has internet access: without it, packages cannot be installed. @default true */
  readonly internet?: boolean;
  /** Whether the metadata service requires a token (IMDSv2), or is off. @default "required" */
  readonly metadata?: "required" | "optional" | "disabled";
  /** Additional volumes, e.g. /dev/sdf; all are blank. @default none */
  readonly devices?: readonly string[];
  /** `AWS::CloudFormation::Init` from its template, for cfn-init. @default none */
  readonly init?: InitConfig | undefined;
}

/**
 * The supported parts of `AWS::CloudFormation::Init`, with functions already replaced by their values.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
 */
export interface InitConfig {
  readonly packages?: readonly string[];
  /** By full path. `mode` is octal. @default 000644 */
  readonly files?: Readonly<Record<string, { readonly content: string; readonly mode?: string }>>;
  /** Services to enable and start. */
  readonly services?: readonly string[];
}

/** Resource limits of a boot. */
export interface Limits {
  /** For the scripts of the user data. */
  readonly seconds: number;
  /** Running at the same time, including threads. */
  readonly processes: number;
  /** Resident memory of all processes together, and the address space of each. */
  readonly memoryMiB: number;
  /** Everything that is written, kept in memory while the server boots. */
  readonly diskMiB: number;
  /** Files, folders and links on that disk. */
  readonly files: number;
  /** Output of the scripts. */
  readonly outputMiB: number;
  /** Total size of the pages. */
  readonly webRootMiB: number;
}

export const LIMITS: Limits = {
  seconds: 60,
  processes: 64,
  memoryMiB: 256,
  diskMiB: 64,
  files: 20_000,
  outputMiB: 4,
  webRootMiB: 16,
};

/** The limits that can end a boot. */
export type LimitName = "time" | "processes" | "memory" | "disk" | "output" | "web root";
