/** Where AWS's price list has an item of our table. */
export interface ListedItem {
  /** AWS's name of the service's file. */
  readonly service: string;
  /** Usage type without the region in front of it. */
  readonly usage: string;
  /** What else the row says, by column. @default nothing */
  readonly where?: Readonly<Record<string, string>>;
}

/** Operations tell what runs on a server, or what kind of balancer it is. */
const operation = (code: string) => ({ operation: code });

const MYSQL = { "Database Engine": "MySQL" };
const SINGLE_ZONE = { ...MYSQL, "Deployment Option": "Single-AZ" };
const APPLICATION = operation("LoadBalancing:Application");

const ITEMS: Readonly<Record<string, ListedItem>> = {
  "ec2/public-ipv4": { service: "AmazonVPC", usage: "PublicIPv4:InUseAddress" },
  "ebs/snapshot": { service: "AmazonEC2", usage: "EBS:SnapshotUsage" },
  "alb/hour": { service: "AWSELB", usage: "LoadBalancerUsage", where: APPLICATION },
  "alb/lcu": { service: "AWSELB", usage: "LCUUsage", where: APPLICATION },
  "nat/hour": { service: "AmazonEC2", usage: "NatGateway-Hours", where: operation("NatGateway") },
  "nat/gb": { service: "AmazonEC2", usage: "NatGateway-Bytes", where: operation("NatGateway") },
  "efs/gb": { service: "AmazonEFS", usage: "TimedStorage-ByteHrs" },
  "backup/efs": { service: "AWSBackup", usage: "WarmStorage-ByteHrs-EFS" },
  "s3/gb": { service: "AmazonS3", usage: "TimedStorage-ByteHrs" },
  "s3/write": { service: "AmazonS3", usage: "Requests-Tier1" },
  "s3/read": { service: "AmazonS3", usage: "Requests-Tier2" },
  "transfer/internet": { service: "AWSDataTransfer", usage: "DataTransfer-Out-Bytes" },
  "dynamodb/write": { service: "AmazonDynamoDB", usage: "WriteRequestUnits" },
  "dynamodb/read": { service: "AmazonDynamoDB", usage: "ReadRequestUnits" },
  "dynamodb/gb": { service: "AmazonDynamoDB", usage: "TimedStorage-ByteHrs" },
  "dynamodb/recovery": { service: "AmazonDynamoDB", usage: "TimedPITRStorage-ByteHrs" },
  "dynamodb/write-unit": { service: "AmazonDynamoDB", usage: "WriteCapacityUnit-Hrs" },
  "dynamodb/read-unit": { service: "AmazonDynamoDB", usage: "ReadCapacityUnit-Hrs" },
  "cloudwatch/alarm": { service: "AmazonCloudWatch", usage: "CW:AlarmMonitorUsage" },
  "cloudwatch/metric": { service: "AmazonCloudWatch", usage: "CW:MetricMonitorUsage" },
  "logs/gb": { service: "AmazonCloudWatch", usage: "VendedLog-Bytes" },
  "secrets/secret": { service: "AWSSecretsManager", usage: "AWSSecretsManager-Secrets" },
  "kms/key": { service: "awskms", usage: "KMS-Keys" },
  "sns/email": { service: "AmazonSNS", usage: "DeliveryAttempts-SMTP" },
};

const SERVER_OPERATIONS = { linux: "RunInstances", windows: "RunInstances:0002" } as const;

/** Where AWS's list has an item; undefined for what it does not list. */
export function listedItem(item: string): ListedItem | undefined {
  if (item in ITEMS) return ITEMS[item];
  const [service, kind = "", more] = item.split("/");
  if (service === "ec2" && (more === "linux" || more === "windows"))
    return {
      service: "AmazonEC2",
      usage: `BoxUsage:${kind}`,
      where: operation(SERVER_OPERATIONS[more]),
    };
  if (service === "ebs") return { service: "AmazonEC2", usage: `EBS:VolumeUsage.${kind}` };
  if (service !== "rds") return undefined;
  return more === "mysql"
    ? { service: "AmazonRDS", usage: `InstanceUsage:${kind}`, where: SINGLE_ZONE }
    : { service: "AmazonRDS", usage: `RDS:${kind.toUpperCase()}-Storage`, where: MYSQL };
}
