import type { AwsCalls, Input } from "../../support/engine/aws-calls.ts";

export type Call = readonly [Parameters<AwsCalls["call"]>[0], Input, string?];

/** What one student has. */
export interface Owned {
  readonly student: string;
  readonly image: string;
  readonly subnet: string;
  readonly vpc: string;
  readonly group: string;
  readonly instance: string;
  /** A second server, to be terminated. */
  readonly last: string;
  readonly volume: string;
  readonly snapshot: string;
  readonly database: string;
  readonly bucket: string;
  readonly table: string;
}

export const tagged = (student: string, className = "spring") => [
  { Key: "student", Value: student },
  { Key: "class", Value: className },
];

const SCORES = { id: { S: "1" } };
const NAME = [{ Key: "Name", Value: "mine" }];

/** Allowed on what is one's own, and on nothing of anybody else's; the last ones end it. */
export const OWNED: Readonly<Record<string, (of: Owned) => Call>> = {
  "stop a server": ({ instance }) => ["ec2.stop_instances", { InstanceIds: [instance] }],
  "start a server": ({ instance }) => ["ec2.start_instances", { InstanceIds: [instance] }],
  "reboot a server": ({ instance }) => ["ec2.reboot_instances", { InstanceIds: [instance] }],
  "read a server's user data": ({ instance }) => [
    "ec2.describe_instance_attribute",
    { InstanceId: instance, Attribute: "userData" },
  ],
  "read a server's console": ({ instance }) => ["ec2.get_console_output", { InstanceId: instance }],
  "read a server's password": ({ instance }) => ["ec2.get_password_data", { InstanceId: instance }],
  "name a server": ({ instance }) => ["ec2.create_tags", { Resources: [instance], Tags: NAME }],
  "open a security group": ({ group }) => [
    "ec2.authorize_security_group_ingress",
    { GroupId: group, IpProtocol: "tcp", FromPort: 80, ToPort: 80, CidrIp: "203.0.113.0/24" },
  ],
  "attach a volume": ({ volume, instance }) => [
    "ec2.attach_volume",
    { VolumeId: volume, InstanceId: instance, Device: "/dev/sdf" },
  ],
  "detach a volume": ({ volume, instance }) => [
    "ec2.detach_volume",
    { VolumeId: volume, InstanceId: instance },
  ],
  "take a snapshot of a volume": ({ volume, student }) => [
    "ec2.create_snapshot",
    { VolumeId: volume, ...withTags(student, "snapshot") },
  ],
  "make a volume of a snapshot": ({ snapshot, student }) => [
    "ec2.create_volume",
    { SnapshotId: snapshot, AvailabilityZone: "ap-northeast-2a", ...withTags(student, "volume") },
  ],
  "stop a database": ({ database }) => ["rds.stop_db_instance", { DBInstanceIdentifier: database }],
  "put an object": ({ bucket }) => ["s3.put_object", { Bucket: bucket, Key: "b.txt", Body: "b" }],
  "get an object": ({ bucket }) => ["s3.get_object", { Bucket: bucket, Key: "a.txt" }],
  "list a bucket": ({ bucket }) => ["s3.list_objects_v2", { Bucket: bucket }],
  "put an item": ({ table }) => ["dynamodb.put_item", { TableName: table, Item: SCORES }],
  "query a table": ({ table }) => [
    "dynamodb.query",
    {
      TableName: table,
      KeyConditionExpression: "id = :id",
      ExpressionAttributeValues: { ":id": SCORES.id },
    },
  ],
  "make an access key": ({ student }) => ["iam.create_access_key", { UserName: `dev-${student}` }],
  "delete a snapshot": ({ snapshot }) => ["ec2.delete_snapshot", { SnapshotId: snapshot }],
  "terminate a server": ({ last }) => ["ec2.terminate_instances", { InstanceIds: [last] }],
};

export const withTags = (student: string, ...types: readonly string[]) => ({
  TagSpecifications: types.map((ResourceType) => ({ ResourceType, Tags: tagged(student) })),
});
