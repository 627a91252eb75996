import assert from "node:assert/strict";
import { LAUNCH } from "./rows/launch.ts";
import { REQUESTS } from "./rows/requests.ts";
import { allow, type Ids } from "./rows/row.ts";
import { SERVICES } from "./rows/services.ts";
import { STORAGE } from "./rows/storage.ts";
import { document, SEOUL, student } from "./student.ts";

/** engine/emulator/authorization/: which action, resources and keys a request has, as AWS's reference says. */
describe("IAM on the emulator, enforced,", () => {
  const { aws, awsText, may, outcome, key } = student();
  let ids: Ids;

  before(async () => {
    const tags = (type: string, student: string) => ({
      TagSpecifications: [{ ResourceType: type, Tags: [{ Key: "student", Value: student }] }],
    });
    const image = await awsText("ec2.describe_images", {}, "Images[0].ImageId");
    const instance = (owner: string) =>
      awsText(
        "ec2.run_instances",
        {
          ImageId: image,
          MinCount: 1,
          MaxCount: 1,
          InstanceType: "t3.micro",
          ...tags("instance", owner),
        },
        "Instances[0].InstanceId",
      );
    const volume = (owner: string) =>
      awsText(
        "ec2.create_volume",
        { AvailabilityZone: `${SEOUL}a`, Size: 8, ...tags("volume", owner) },
        "VolumeId",
      );
    const group = (owner: string) =>
      awsText(
        "ec2.create_security_group",
        { GroupName: `web-${owner}`, Description: "web", ...tags("security-group", owner) },
        "GroupId",
      );
    ids = {
      image,
      subnet: await awsText("ec2.describe_subnets", {}, "Subnets[0].SubnetId"),
      instance: await instance("s1"),
      otherInstance: await instance("s2"),
      volume: await volume("s1"),
      otherVolume: await volume("s2"),
      group: await group("s1"),
      otherGroup: await group("s2"),
    };
    for (const bucket of ["class-s1", "class-s10"])
      await aws("s3.create_bucket", {
        Bucket: bucket,
        CreateBucketConfiguration: { LocationConstraint: SEOUL },
      });
    for (const owner of ["s1", "s2"]) {
      await aws("dynamodb.create_table", {
        TableName: `scores-${owner}`,
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
        Tags: [{ Key: "student", Value: owner }],
      });
      await aws("sns.create_topic", {
        Name: `t-${owner}`,
        Tags: [{ Key: "student", Value: owner }],
      });
      await aws("rds.create_db_instance", {
        DBInstanceIdentifier: `db-${owner}`,
        DBInstanceClass: "db.t3.micro",
        Engine: "mysql",
        AllocatedStorage: 20,
        MasterUsername: "admin",
        MasterUserPassword: "Secret-password-1",
        Tags: [{ Key: "student", Value: owner }],
      });
    }
    await aws("autoscaling.create_launch_configuration", {
      LaunchConfigurationName: "small",
      ImageId: image,
      InstanceType: "t3.micro",
    });
    await aws("iam.create_role", { RoleName: "web", AssumeRolePolicyDocument: TRUST });
    await aws("iam.create_instance_profile", { InstanceProfileName: "web" });
    const profile = { InstanceProfileName: "web", RoleName: "web" };
    await aws("iam.add_role_to_instance_profile", profile);
  });

  for (const [subject, rows] of Object.entries({ ...REQUESTS, ...LAUNCH, ...STORAGE, ...SERVICES }))
    it(subject, async () => {
      for (const [statements, call, expected] of rows(ids)) {
        await may(...[statements].flat());
        assert.equal(await outcome(call), expected, JSON.stringify([statements, call]));
      }
    });

  it("names action, resource and reason, as AWS does", async () => {
    await may({ Effect: "Allow", Action: "ec2:Describe*", Resource: "*" });
    const stop = aws("ec2.stop_instances", { InstanceIds: [ids.instance] }, "@", SEOUL, key());
    await assert.rejects(stop, (error: Error) => {
      assert.equal(
        error.message,
        `UnauthorizedOperation: You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/s1 is not authorized to perform: ec2:StopInstances on resource: arn:aws:ec2:${SEOUL}:123456789012:instance/${ids.instance} because no identity-based policy allows the ec2:StopInstances action`,
      );
      return true;
    });
  });

  it("refuses wrong credentials, the account's too", async () => {
    const call = (id: string, secret: string) =>
      aws("sts.get_caller_identity", {}, "Arn", SEOUL, [id, secret]);
    await assert.rejects(call("test", "wrong"), /SignatureDoesNotMatch/);
    await assert.rejects(call(key()[0], "wrong"), /SignatureDoesNotMatch/);
    await assert.rejects(call("AKIAIOSFODNN7EXAMPLE", "wrong"), /InvalidClientTokenId/);
    assert.match(String(await call("test", "test")), /^arn:aws:/);
  });

  it("lets a delete marker be taken away, which has no tags", async () => {
    const Bucket = "with-markers";
    const file = { Bucket, Key: "a.txt" };
    await aws("s3.create_bucket", {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: SEOUL },
    });
    const versioning = { Bucket, VersioningConfiguration: { Status: "Enabled" } };
    await aws("s3.put_bucket_versioning", versioning);
    await aws("s3.put_object", { ...file, Body: "a" });
    const VersionId = await awsText("s3.delete_object", file, "VersionId");
    await may(allow("s3:DeleteObjectVersion", `arn:aws:s3:::${Bucket}/*`));
    assert.equal(await outcome(["s3.delete_object", { ...file, VersionId }]), "allowed");
    assert.equal(await awsText("s3.get_object", file, "ContentType"), "binary/octet-stream");
  });
});

const TRUST = document({
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
});
