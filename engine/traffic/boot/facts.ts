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
