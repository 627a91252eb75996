/** What a Linux server needs to know for its first boot. Who asks AWS for it is not this folder's business. */
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
  /** As EC2's API has it: in base64. @default none */
  readonly userData?: string | undefined;
  /** Whether its subnet has a way out: without one, packages cannot be installed. @default true */
  readonly internet?: boolean;
  /** Whether the metadata service wants a token (IMDSv2), or answers at all. @default "required" */
  readonly metadata?: "required" | "optional" | "disabled";
  /** Volumes beside the root volume, e.g. /dev/sdf; all are blank. @default none */
  readonly devices?: readonly string[];
  /** `AWS::CloudFormation::Init` of its template, for cfn-init. @default none */
  readonly init?: InitConfig | undefined;
}

/**
 * The parts of `AWS::CloudFormation::Init` that are carried out, with functions already replaced by their values.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
 */
export interface InitConfig {
  readonly packages?: readonly string[];
  /** By their full names. `mode` is octal. @default 000644 */
  readonly files?: Readonly<Record<string, { readonly content: string; readonly mode?: string }>>;
  /** Services to enable and start. */
  readonly services?: readonly string[];
}

/** How much a boot may use. */
export interface Limits {
  /** For the scripts of the user data. */
  readonly seconds: number;
  /** At the same time, threads included. */
  readonly processes: number;
  /** Resident memory of all processes together, and the address space of each. */
  readonly memoryMiB: number;
  /** All that is written, held in memory while the server boots. */
  readonly diskMiB: number;
  /** Files, folders and links on that disk. */
  readonly files: number;
  /** What the scripts print. */
  readonly outputMiB: number;
  /** The pages together. */
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
