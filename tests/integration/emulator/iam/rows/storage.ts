import { ACCOUNT, SEOUL } from "../student.ts";
import { allow, NEW, OWN, type Rows } from "./row.ts";

const STUDENT = [{ Key: "student", Value: "s1" }];
const database = (DBInstanceClass: string, Tags: readonly object[] = STUDENT) => ({
  DBInstanceIdentifier: "new",
  DBInstanceClass,
  Engine: "mysql",
  Tags,
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const STORAGE: Rows = {
  "knows S3's buckets, objects and prefixes": () => [
    [
      allow("s3:*", ["arn:aws:s3:::class-s1", "arn:aws:s3:::class-s1/*"]),
      ["s3.put_object", { Bucket: "class-s1", Key: "a" }],
      "allowed",
    ],
    [
      allow("s3:*", ["arn:aws:s3:::class-s1", "arn:aws:s3:::class-s1/*"]),
      ["s3.put_object", { Bucket: "class-s10", Key: "a" }],
      "denied",
    ],
    [
      allow("s3:GetObject", "arn:aws:s3:::class-s1/*"),
      ["s3.head_object", { Bucket: "class-s1", Key: "a" }],
      "allowed",
    ],
    [
      allow("s3:ListBucket", "arn:aws:s3:::class-s1", { StringLike: { "s3:prefix": "home/*" } }),
      ["s3.list_objects_v2", { Bucket: "class-s1", Prefix: "home/a" }],
      "allowed",
    ],
    [
      allow("s3:ListBucket", "arn:aws:s3:::class-s1", { StringLike: { "s3:prefix": "home/*" } }),
      ["s3.list_objects_v2", { Bucket: "class-s1" }],
      "denied",
    ],
    [allow("s3:ListBucket"), ["s3.get_bucket_encryption", { Bucket: "class-s1" }], "denied"],
    [
      allow("s3:GetEncryptionConfiguration"),
      ["s3.get_bucket_encryption", { Bucket: "class-s1" }],
      "allowed",
    ],
    [
      allow("s3:PutObject"),
      ["s3.put_object", { Bucket: "class-s1", Key: "a", Tagging: "x=1" }],
      "denied",
    ],
    [
      allow("s3:PutObject"),
      ["s3.copy_object", { Bucket: "class-s1", Key: "b", CopySource: "class-s10/a" }],
      "denied",
    ],
    [
      allow("s3:DeleteObject", "arn:aws:s3:::class-s1/a*"),
      ["s3.delete_objects", { Bucket: "class-s1", Delete: { Objects: [{ Key: "a1" }] } }],
      "allowed",
    ],
    [allow("s3:ListAllMyBuckets", "arn:aws:s3:::*"), ["s3.list_buckets"], "allowed"],
  ],
  "knows DynamoDB's tables and partition keys": () => [
    [
      allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/scores-s1"),
      ["dynamodb.scan", { TableName: "scores-s1" }],
      "allowed",
    ],
    [
      allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/scores-s1"),
      ["dynamodb.scan", { TableName: "scores-s2" }],
      "denied",
    ],
    [
      allow("dynamodb:*", "*", OWN),
      ["dynamodb.describe_table", { TableName: "scores-s2" }],
      "denied",
    ],
    [
      allow("dynamodb:GetItem", "*", {
        "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${aws:username}" },
      }),
      ["dynamodb.get_item", { TableName: "scores-s1", Key: { id: { S: "s1" } } }],
      "allowed",
    ],
    [
      allow("dynamodb:GetItem", "*", {
        "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${aws:username}" },
      }),
      ["dynamodb.get_item", { TableName: "scores-s1", Key: { id: { S: "s2" } } }],
      "denied",
    ],
    [
      allow("dynamodb:BatchGetItem", "arn:aws:dynamodb:*:*:table/scores-s1"),
      [
        "dynamodb.batch_get_item",
        { RequestItems: { "scores-s2": { Keys: [{ id: { S: "a" } }] } } },
      ],
      "denied",
    ],
  ],
  "knows RDS' databases, their class and tags": () => [
    [
      allow("rds:StopDBInstance", "*", OWN),
      ["rds.stop_db_instance", { DBInstanceIdentifier: "db-s1" }],
      "allowed",
    ],
    [
      allow("rds:StopDBInstance", "*", { StringEquals: { "rds:db-tag/student": "s1" } }),
      ["rds.stop_db_instance", { DBInstanceIdentifier: "db-s2" }],
      "denied",
    ],
    [
      allow("rds:*", "*", { ...NEW, StringLike: { "rds:DatabaseClass": "db.t3.*" } }),
      ["rds.create_db_instance", database("db.r5.24xlarge")],
      "denied",
    ],
    [allow("rds:*", "*", NEW), ["rds.create_db_instance", database("db.t3.micro", [])], "denied"],
    [
      allow("rds:CreateDBInstance", "*", NEW),
      ["rds.create_db_instance", database("db.t3.micro")],
      "denied",
    ],
    [
      allow("rds:AddTagsToResource", "*", OWN),
      [
        "rds.add_tags_to_resource",
        { ResourceName: `arn:aws:rds:${SEOUL}:${ACCOUNT}:db:db-s2`, Tags: STUDENT },
      ],
      "denied",
    ],
  ],
};
