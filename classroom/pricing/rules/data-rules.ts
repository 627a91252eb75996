import { z } from "zod";
import {
  byStudents,
  type Charge,
  type Place,
  rule,
  type Rule,
} from "../../../aws/contract/charge.ts";
import { internetTraffic, publicAddress } from "./network-rules.ts";

/** A standby doubles the price of a database and its storage. */
const MULTI_AZ = 2;

const database = rule(
  z.object({
    engine: z.string(),
    instanceClass: z.string(),
    allocatedStorage: z.number(),
    storageType: z.string().default("gp2"),
    multiAz: z.boolean().default(false),
    publiclyAccessible: z.boolean().default(false),
    manageMasterUserPassword: z.boolean().default(false),
    enabledCloudwatchLogsExports: z.array(z.string()).default([]),
  }),
  ({ engine, instanceClass, allocatedStorage, storageType, ...props }) => {
    const copies = props.multiAz ? MULTI_AZ : 1;
    const where = props.multiAz ? ", in two zones" : "";
    const charges: (Charge | false)[] = [
      {
        item: `${instanceClass}, ${engine}${where}`,
        price: `rds/${instanceClass}/${engine}`,
        quantity: copies,
        per: "hour",
      },
      {
        item: `${allocatedStorage} GiB ${storageType}${where}`,
        price: `rds/${storageType}`,
        quantity: allocatedStorage * copies,
        per: "month",
      },
      props.manageMasterUserPassword && {
        item: "secret with the password",
        price: "secrets/secret",
        quantity: 1,
        per: "month",
      },
      props.publiclyAccessible && publicAddress(),
      props.enabledCloudwatchLogsExports.length > 0 && {
        item: "logs",
        price: "logs/gb",
        quantity: 0.1,
        per: "class",
        assumed: "0.1 GB",
      },
    ];
    return charges.filter((charge) => charge !== false);
  },
);

const table = rule(
  z.object({
    billingMode: z.string().default("PROVISIONED"),
    readCapacity: z.number().default(0),
    writeCapacity: z.number().default(0),
    globalSecondaryIndexes: z
      .array(
        z.object({ readCapacity: z.number().default(0), writeCapacity: z.number().default(0) }),
      )
      .default([]),
    pointInTimeRecovery: z.object({ enabled: z.boolean() }).prefault({ enabled: false }),
  }),
  (props, place) => [
    ...(props.billingMode === "PAY_PER_REQUEST" ? onDemand(props, place) : provisioned(props)),
    stored("items", "dynamodb/gb"),
    ...(props.pointInTimeRecovery.enabled ? [stored("recovery", "dynamodb/recovery")] : []),
  ],
);

/** GB of a table that a class fills. */
const TABLE_GB = 0.01;

const stored = (item: string, price: string): Charge => ({
  item,
  price,
  quantity: TABLE_GB,
  per: "month",
  assumed: `${TABLE_GB} GB`,
});

interface Capacity {
  readonly readCapacity: number;
  readonly writeCapacity: number;
}

interface Table extends Capacity {
  readonly globalSecondaryIndexes: readonly Capacity[];
}

/** Each index is written to as well. */
function onDemand({ globalSecondaryIndexes }: Table, place: Place): Charge[] {
  const { quantity, assumed = "" } = byStudents(place, 1000, "writes");
  return [
    {
      item: "writes",
      price: "dynamodb/write",
      quantity: quantity * (1 + globalSecondaryIndexes.length),
      per: "class",
      assumed,
    },
    { item: "reads", price: "dynamodb/read", per: "class", ...byStudents(place, 5000, "reads") },
  ];
}

function provisioned(table: Table): Charge[] {
  const all = [table, ...table.globalSecondaryIndexes];
  const sum = (units: (capacity: Capacity) => number) =>
    all.reduce((total, capacity) => total + units(capacity), 0);
  const reads = sum(({ readCapacity }) => readCapacity);
  const writes = sum(({ writeCapacity }) => writeCapacity);
  return [
    { item: `${reads} read units`, price: "dynamodb/read-unit", quantity: reads, per: "hour" },
    { item: `${writes} write units`, price: "dynamodb/write-unit", quantity: writes, per: "hour" },
  ];
}

const bucket: Rule = (place) => [
  { item: "objects", price: "s3/gb", per: "month", ...byStudents(place, 1, "GB") },
  { item: "uploads", price: "s3/write", per: "class", ...byStudents(place, 100, "uploads") },
  { item: "downloads", price: "s3/read", per: "class", ...byStudents(place, 1000, "downloads") },
];

const acceleration: Rule = (place) => [
  {
    item: "accelerated uploads",
    price: "s3/acceleration",
    per: "class",
    ...byStudents(place, 0.1, "GB"),
  },
];

const files: Rule = (place) => [
  { item: "files", price: "efs/gb", per: "month", ...byStudents(place, 0.1, "GB") },
];

const backups = rule(
  z.object({ backupPolicy: z.object({ status: z.string() }) }),
  ({ backupPolicy }, place) =>
    backupPolicy.status === "ENABLED"
      ? [{ item: "backups", price: "backup/efs", per: "month", ...byStudents(place, 0.1, "GB") }]
      : [],
);

export const dataRules: Readonly<Record<string, Rule>> = {
  "aws:rds/instance:Instance": database,
  "aws:dynamodb/table:Table": table,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": (place) => [
    internetTraffic(place),
  ],
  "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration": acceleration,
  "aws:efs/fileSystem:FileSystem": files,
  "aws:efs/backupPolicy:BackupPolicy": backups,
};
