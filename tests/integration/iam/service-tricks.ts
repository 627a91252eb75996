import { tagged } from "./student-calls.ts";
import { ANY, type Trick } from "./student-tricks.ts";

const OWN_USER = { UserName: "dev-s01" };
const NEIGHBOUR = { UserName: "dev-s10" };
const ADMIN = "arn:aws:iam::123456789012:role/admin";

/** Lets everybody read a bucket. */
const publicly = (bucket: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  });

/** How s01 could get more of other services than was given. */
export const SERVICE_TRICKS: Readonly<Record<string, Trick>> = {
  "a database": [
    () => [
      "rds.create_db_instance",
      {
        ...{ DBInstanceIdentifier: "more", DBInstanceClass: "db.t3.micro", Engine: "mysql" },
        ...{ AllocatedStorage: 20, MasterUsername: "admin", MasterUserPassword: "Password-12" },
        Tags: tagged("s01"),
      },
    ],
    "denied",
  ],
  "to make the own database big": [
    ({ database }) => [
      "rds.modify_db_instance",
      { DBInstanceIdentifier: database, DBInstanceClass: "db.m5.24xlarge" },
    ],
    "denied",
  ],
  "to make the neighbour's bucket public": [
    (_, { bucket }) => ["s3.put_bucket_policy", { Bucket: bucket, Policy: publicly(bucket) }],
    "denied",
  ],
  "to make the own bucket public, as labs teach it": [
    ({ bucket }) => ["s3.put_bucket_policy", { Bucket: bucket, Policy: publicly(bucket) }],
    "allowed",
  ],
  "to copy an object of the neighbour's": [
    ({ bucket }, others) => [
      "s3.copy_object",
      { Bucket: bucket, Key: "theirs.txt", CopySource: `${others.bucket}/a.txt` },
    ],
    "denied",
  ],
  "to write into the neighbour's bucket": [
    (_, { bucket }) => ["s3.put_object", { Bucket: bucket, Key: "mine.txt", Body: "s01" }],
    "denied",
  ],
  "to read the neighbour's table beside the own": [
    ({ table }, others) => [
      "dynamodb.batch_get_item",
      {
        RequestItems: Object.fromEntries(
          [table, others.table].map((name) => [name, { Keys: [{ id: { S: "1" } }] }]),
        ),
      },
    ],
    "denied",
  ],
  "to delete the neighbour's table": [
    (_, { table }) => ["dynamodb.delete_table", { TableName: table }],
    "denied",
  ],
  "a table by another's name": [
    () => [
      "dynamodb.create_table",
      {
        ...{ TableName: "Scores", BillingMode: "PAY_PER_REQUEST" },
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      },
    ],
    "denied",
  ],
  "to set another boundary": [
    (_own, _others, { policy }) => [
      "iam.put_user_permissions_boundary",
      { ...OWN_USER, PermissionsBoundary: policy },
    ],
    "denied",
  ],
  "to write a policy for the group": [
    () => [
      "iam.put_group_policy",
      { GroupName: "students", PolicyName: "any", PolicyDocument: ANY },
    ],
    "denied",
  ],
  "to end a freeze": [
    () => ["iam.delete_group_policy", { GroupName: "students", PolicyName: "class-frozen" }],
    "denied",
  ],
  "to join another group": [
    () => ["iam.add_user_to_group", { ...OWN_USER, GroupName: "students" }],
    "denied",
  ],
  "to let the own user take a role": [
    () => ["iam.update_assume_role_policy", { RoleName: "admin", PolicyDocument: ANY }],
    "denied",
  ],
  "to set the neighbour's password": [
    () => ["iam.update_login_profile", { ...NEIGHBOUR, Password: "Another-password-1" }],
    "denied",
  ],
  "to sign in as somebody else": [
    () => ["sts.get_federation_token", { Name: "more", Policy: ANY }],
    "denied",
  ],
  "to run commands on a server by its role": [
    ({ instance }) => [
      "ssm.send_command",
      { DocumentName: "AWS-RunShellScript", InstanceIds: [instance] },
    ],
    "denied",
  ],
  "a function with a role": [
    () => [
      "lambda.create_function",
      {
        ...{ FunctionName: "more", Role: ADMIN, Runtime: "python3.12", Handler: "a.b" },
        Code: { ZipFile: "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==" },
      },
    ],
    "denied",
  ],
  "a template of any resources": [
    () => [
      "cloudformation.create_stack",
      { StackName: "more", TemplateBody: '{"Resources":{"T":{"Type":"AWS::SNS::Topic"}}}' },
    ],
    "denied",
  ],
  "to read secrets": [
    () => ["secretsmanager.get_secret_value", { SecretId: "password" }],
    "denied",
  ],
};
