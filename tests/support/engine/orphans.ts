import type { EC2 } from "@aws-sdk/client-ec2";
import { autoScalingClient } from "../../../aws/autoscaling/client.ts";
import type { Aws } from "../../../aws/clients.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { logsClient } from "../../../aws/logs/client.ts";
import { rdsClient } from "../../../aws/rds/client.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import type { Held } from "../../../classroom/record/ledger.ts";

/** What all orphans of a region are made of; it is nobody's. */
export interface Ground {
  readonly aws: Aws;
  readonly region: string;
  readonly ec2: EC2;
  readonly instance: string;
  readonly subnet: string;
  readonly template: string;
}

/** What the stack's record would have named, of which the orphan is left. */
type Source = Omit<Held, "region">;

/** Makes an orphan; `tags` are none where only the ledger knows it. */
type Plant = (ground: Ground, name: string, tags: Tags) => Promise<Source>;

type Tags = { readonly Key: string; readonly Value: string }[];

export async function layGround(aws: Aws, region: string): Promise<Ground> {
  const ec2 = await aws.client(ec2Client, region);
  const { Instances = [] } = await ec2.runInstances({ MinCount: 1, MaxCount: 1 });
  const { Subnets = [] } = await ec2.describeSubnets({});
  const { LaunchTemplate } = await ec2.createLaunchTemplate({
    LaunchTemplateName: "ground",
    LaunchTemplateData: { ImageId: Instances[0]?.ImageId, InstanceType: "t3.micro" },
  });
  return {
    aws,
    region,
    ec2,
    instance: known(Instances[0]?.InstanceId),
    subnet: known(Subnets[0]?.SubnetId),
    template: known(LaunchTemplate?.LaunchTemplateId),
  };
}

const known = (id: string | undefined): string => {
  if (id === undefined) throw new Error("the emulator has made nothing");
  return id;
};

/** EC2 takes tags when it makes something. */
const forEc2 = <T extends string>(ResourceType: T, Tags: Tags) =>
  Tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType, Tags }] };

const newVolume = async ({ ec2, region }: Ground, tags: Tags): Promise<string> => {
  const place = { AvailabilityZone: `${region}a`, Size: 8 };
  return known((await ec2.createVolume({ ...place, ...forEc2("volume", tags) })).VolumeId);
};

/** An image, whose snapshots EC2 makes with it and does not tag. */
const newImage = async ({ ec2, instance }: Ground, Name: string, tags: Tags): Promise<string> => {
  const made = await ec2.createImage({ InstanceId: instance, Name, ...forEc2("image", tags) });
  return known(made.ImageId);
};

const newBucket = async ({ aws, region }: Ground, Bucket: string, TagSet: Tags) => {
  const s3 = await aws.client(s3Client, region);
  const CreateBucketConfiguration = { LocationConstraint: region as "ap-northeast-2" };
  await s3.createBucket({ Bucket, CreateBucketConfiguration });
  if (TagSet.length > 0) await s3.putBucketTagging({ Bucket, Tagging: { TagSet } });
  return s3;
};

/** Every kind of orphan, in issue 5's words. */
export const ORPHANS: Readonly<Record<string, Plant>> = {
  "detached volume": async (ground, _, tags) => {
    return { type: "aws:ebs/volume:Volume", ids: [await newVolume(ground, tags)] };
  },
  snapshot: async (ground, name, tags) => {
    const VolumeId = await newVolume(ground, tags);
    await ground.ec2.createSnapshot({ VolumeId, Description: name, ...forEc2("snapshot", tags) });
    return { type: "aws:ebs/volume:Volume", ids: [VolumeId] };
  },
  image: async (ground, name, tags) => {
    return {
      type: "aws:ec2/amiFromInstance:AmiFromInstance",
      ids: [await newImage(ground, name, tags)],
    };
  },
  "snapshot of an image that is gone": async (ground, name, tags) => {
    const ImageId = await newImage(ground, name, []);
    const { ec2 } = ground;
    await ec2.deregisterImage({ ImageId });
    const { Snapshots = [] } = await ec2.describeSnapshots({ OwnerIds: ["self"] });
    const its = Snapshots.filter(({ Description }) => Description?.endsWith(`for ${ImageId}`));
    const ids = its.map(({ SnapshotId }) => known(SnapshotId));
    if (tags.length > 0) await ec2.createTags({ Resources: ids, Tags: tags });
    return { type: "aws:ec2/amiFromInstance:AmiFromInstance", ids: [ImageId] };
  },
  "Elastic IP": async ({ ec2 }, _, tags) => {
    const { AllocationId } = await ec2.allocateAddress(forEc2("elastic-ip", tags));
    return { type: "aws:ec2/eip:Eip", ids: [known(AllocationId)] };
  },
  "key pair": async ({ ec2 }, KeyName, tags) => {
    const { KeyPairId } = await ec2.createKeyPair({ KeyName, ...forEc2("key-pair", tags) });
    return { type: "aws:ec2/keyPair:KeyPair", ids: [KeyName, known(KeyPairId)] };
  },
  "network interface": async ({ ec2, subnet }, Description, tags) => {
    const { NetworkInterface } = await ec2.createNetworkInterface({
      SubnetId: subnet,
      Description,
      ...forEc2("network-interface", tags),
    });
    const ids = [known(NetworkInterface?.NetworkInterfaceId)];
    return { type: "aws:ec2/networkInterface:NetworkInterface", ids };
  },
  "log group": async ({ aws, region }, name, tags) => {
    const logs = await aws.client(logsClient, region);
    const logGroupName = `/aws/rds/instance/${name}/error`;
    const its = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
    await logs.createLogGroup({ logGroupName, ...(tags.length > 0 && { tags: its }) });
    return { type: "aws:rds/instance:Instance", ids: [name] };
  },
  "bucket with objects and old versions": async (ground, Bucket, tags) => {
    const s3 = await newBucket(ground, Bucket, tags);
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    for (const Body of ["1", "2"]) await s3.putObject({ Bucket, Key: "page", Body });
    return { type: "aws:s3/bucket:Bucket", ids: [Bucket] };
  },
  "bucket with delete markers only": async (ground, Bucket, tags) => {
    const s3 = await newBucket(ground, Bucket, tags);
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    await s3.deleteObject({ Bucket, Key: "never-was" });
    const { VersionId } = await s3.putObject({ Bucket, Key: "page", Body: "1" });
    await s3.deleteObject({ Bucket, Key: "page" });
    await s3.deleteObject({ Bucket, Key: "page", VersionId });
    return { type: "aws:s3/bucket:Bucket", ids: [Bucket] };
  },
  "Auto Scaling group that CodeDeploy copied": async (ground, name, tags) => {
    const autoScaling = await ground.aws.client(autoScalingClient, ground.region);
    await autoScaling.createAutoScalingGroup({
      AutoScalingGroupName: `CodeDeploy_${name}_d-ABCDEF123`,
      LaunchTemplate: { LaunchTemplateId: ground.template },
      VPCZoneIdentifier: ground.subnet,
      MinSize: 1,
      MaxSize: 1,
      Tags: tags.map((tag) => ({ ...tag, PropagateAtLaunch: true })),
    });
    return { type: "aws:codedeploy/deploymentGroup:DeploymentGroup", ids: [name] };
  },
  "final snapshot of a database": async ({ aws, region }, DBInstanceIdentifier, Tags) => {
    const rds = await aws.client(rdsClient, region);
    const { DBInstance } = await rds.createDBInstance({
      DBInstanceIdentifier,
      DBInstanceClass: "db.t4g.micro",
      Engine: "mysql",
      AllocatedStorage: 20,
      MasterUsername: "admin",
      MasterUserPassword: "not-a-secret",
    });
    const DBSnapshotIdentifier = `${DBInstanceIdentifier}-final`;
    await rds.createDBSnapshot({ DBInstanceIdentifier, DBSnapshotIdentifier, Tags });
    await rds.deleteDBInstance({ DBInstanceIdentifier, SkipFinalSnapshot: true });
    const ids = [known(DBInstance?.DbiResourceId), DBInstanceIdentifier];
    return { type: "aws:rds/instance:Instance", ids };
  },
};
