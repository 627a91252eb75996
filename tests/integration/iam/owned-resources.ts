import type { emulatedAws } from "../../support/engine/emulated-aws.ts";
import { type Owned, tagged, withTags } from "./student-calls.ts";

type Calls = Pick<ReturnType<typeof emulatedAws>, "aws" | "awsText">;

const SEOUL = "ap-northeast-2";

/** A role for servers, with an instance profile of its name. */
export async function makeRole({ aws }: Calls, RoleName: string): Promise<void> {
  const Principal = { Service: "ec2.amazonaws.com" };
  const Statement = { Effect: "Allow", Principal, Action: "sts:AssumeRole" };
  const trust = JSON.stringify({ Version: "2012-10-17", Statement });
  await aws("iam.create_role", { RoleName, AssumeRolePolicyDocument: trust });
  await aws("iam.create_instance_profile", { InstanceProfileName: RoleName });
  const profile = { InstanceProfileName: RoleName, RoleName };
  await aws("iam.add_role_to_instance_profile", profile);
}

/** Creates what a student of the class has. @param place of the student's servers */
export async function resourcesOf(
  { aws, awsText }: Calls,
  student: string,
  { ImageId, SubnetId }: { ImageId: string; SubnetId: string },
): Promise<Owned> {
  const tags = (...types: string[]) => withTags(student, ...types);
  const vpc = await awsText("ec2.describe_subnets", { SubnetIds: [SubnetId] }, "Subnets[0].VpcId");
  const group = await awsText(
    "ec2.create_security_group",
    { GroupName: student, Description: student, VpcId: vpc, ...tags("security-group") },
    "GroupId",
  );
  const launch = {
    ...{ ImageId, SubnetId, MinCount: 1, MaxCount: 1, InstanceType: "t3.micro" },
    ...{ SecurityGroupIds: [group], ...tags("instance", "volume") },
  };
  const server = () => awsText("ec2.run_instances", launch, "Instances[0].InstanceId");
  const zone = { AvailabilityZone: `${SEOUL}a`, Size: 1, ...tags("volume") };
  const volume = await awsText("ec2.create_volume", zone, "VolumeId");
  const snapshot = { VolumeId: volume, ...tags("snapshot") };
  const database = {
    ...{ DBInstanceIdentifier: `db-${student}`, DBInstanceClass: "db.t3.micro", Engine: "mysql" },
    ...{ AllocatedStorage: 20, MasterUsername: "admin", MasterUserPassword: "First-password-1" },
    Tags: tagged(student),
  };
  await aws("rds.create_db_instance", database);
  const CreateBucketConfiguration = { LocationConstraint: SEOUL };
  const bucket = `dev-${student}-files`;
  await aws("s3.create_bucket", { Bucket: bucket, CreateBucketConfiguration });
  await aws("s3.put_object", { Bucket: bucket, Key: "a.txt", Body: "a" });
  await aws("dynamodb.create_table", {
    TableName: `Scores-dev-${student}`,
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  return {
    ...{ student, image: ImageId, subnet: SubnetId, vpc, group, volume, bucket },
    ...{ instance: await server(), last: await server() },
    snapshot: await awsText("ec2.create_snapshot", snapshot, "SnapshotId"),
    database: `db-${student}`,
    table: `Scores-dev-${student}`,
  };
}
