import { dynamoDbClient } from "../../../aws/dynamodb/client.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { efsClient } from "../../../aws/efs/client.ts";
import { elasticBeanstalkClient } from "../../../aws/elasticbeanstalk/client.ts";
import { elbClient } from "../../../aws/elb/client.ts";
import { iamClient } from "../../../aws/iam/client.ts";
import { rdsClient } from "../../../aws/rds/client.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import type { Aws } from "../../../aws/clients.ts";

/** A class on which people have worked. */
export interface Scene {
  readonly aws: Aws;
  /** The id of what the class has of a type, in a lab or a foundation. */
  readonly id: (type: string, group: string) => string;
}

/** What people make or change by hand. */
type Deed = (scene: Scene) => Promise<unknown>;

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const IMAGE = "ami-12c6146b"; // moto's own
const PASSWORD = "of-nobody-1";

const text = (value: string | undefined): string => {
  if (value === undefined) throw new Error("the emulator has made nothing");
  return value;
};

const subnetOf = ({ id }: Scene): string => id("aws:ec2/subnet:Subnet", "network");
const vpcOf = ({ id }: Scene): string => id("aws:ec2/vpc:Vpc", "network");
const serverOf = ({ id }: Scene): string => id("aws:ec2/instance:Instance", "linux-server");

/** What stands in the way of a destroy: inside of what the class owns, or on it. */
export const INSIDE: Readonly<Record<string, Deed>> = {
  "a policy on a role": async ({ aws, id }) =>
    (await aws.client(iamClient)).attachRolePolicy({
      RoleName: id("aws:iam/role:Role", "linux-server"),
      PolicyArn: READ_ONLY,
    }),
  "an inline policy on a role": async ({ aws, id }) =>
    (await aws.client(iamClient)).putRolePolicy({
      RoleName: id("aws:iam/role:Role", "linux-server"),
      PolicyName: "by-hand",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
      }),
    }),
  "a policy on a group": async ({ aws, id }) =>
    (await aws.client(iamClient)).attachGroupPolicy({
      GroupName: id("aws:iam/group:Group", "iam-users"),
      PolicyArn: READ_ONLY,
    }),
  "a policy on a user": async ({ aws }) =>
    (await aws.client(iamClient)).attachUserPolicy({
      UserName: "student-01",
      PolicyArn: READ_ONLY,
    }),
  "a user in a group": async ({ aws, id }) => {
    const iam = await aws.client(iamClient);
    await iam.createUser({ UserName: "guest" });
    await iam.addUserToGroup({
      UserName: "guest",
      GroupName: id("aws:iam/group:Group", "iam-users"),
    });
  },
  "a server": async (scene) =>
    (await scene.aws.client(ec2Client)).runInstances({
      ...{ ImageId: IMAGE, MinCount: 1, MaxCount: 1, SubnetId: subnetOf(scene) },
    }),
  "a network interface": async (scene) =>
    (await scene.aws.client(ec2Client)).createNetworkInterface({ SubnetId: subnetOf(scene) }),
  "a load balancer": async (scene) =>
    (await scene.aws.client(elbClient)).createLoadBalancer({
      Name: "by-hand",
      Subnets: [subnetOf(scene)],
    }),
  "a database": async (scene) => {
    const rds = await scene.aws.client(rdsClient);
    await rds.createDBSubnetGroup({
      DBSubnetGroupName: "by-hand",
      DBSubnetGroupDescription: "by hand",
      SubnetIds: [subnetOf(scene)],
    });
    await rds.createDBInstance({
      ...{ DBInstanceIdentifier: "by-hand", DBInstanceClass: "db.t3.micro", Engine: "mysql" },
      ...{ MasterUsername: "admin", MasterUserPassword: PASSWORD, AllocatedStorage: 20 },
      DBSubnetGroupName: "by-hand",
    });
  },
  "an endpoint": async (scene) =>
    (await scene.aws.client(ec2Client)).createVpcEndpoint({
      VpcId: vpcOf(scene),
      VpcEndpointType: "Interface",
      ServiceName: "com.amazonaws.ap-northeast-2.ssm",
      SubnetIds: [subnetOf(scene)],
    }),
  "a security group": async (scene) =>
    (await scene.aws.client(ec2Client)).createSecurityGroup({
      ...{ GroupName: "by-hand", Description: "by hand", VpcId: vpcOf(scene) },
    }),
  "a rule elsewhere that refers to a group": async ({ aws, id }) => {
    const ec2 = await aws.client(ec2Client);
    const { GroupId } = await ec2.createSecurityGroup({
      ...{ GroupName: "elsewhere", Description: "of the default VPC" },
    });
    const ours = id("aws:ec2/securityGroup:SecurityGroup", "linux-server");
    await ec2.authorizeSecurityGroupIngress({
      GroupId,
      IpPermissions: [
        { IpProtocol: "tcp", FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: ours }] },
      ],
    });
  },
  "a subnet with a mount target": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const place = { CidrBlock: "10.0.250.0/24", AvailabilityZone: "ap-northeast-2b" };
    const { Subnet } = await ec2.createSubnet({ VpcId: vpcOf(scene), ...place });
    await (
      await scene.aws.client(efsClient)
    ).createMountTarget({
      FileSystemId: scene.id("aws:efs/fileSystem:FileSystem", "efs"),
      SubnetId: text(Subnet?.SubnetId),
    });
  },
  "an environment": async ({ aws, id }) => {
    const beanstalk = await aws.client(elasticBeanstalkClient);
    const { SolutionStacks = [] } = await beanstalk.listAvailableSolutionStacks({});
    await beanstalk.createEnvironment({
      ApplicationName: id("aws:elasticbeanstalk/application:Application", "elastic-beanstalk"),
      EnvironmentName: "by-hand",
      SolutionStackName: text(SolutionStacks[0]),
    });
  },
};

/** What stays behind. */
export const ATTACHED: Readonly<Record<string, Deed>> = {
  "an address on a server": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { AllocationId } = await ec2.allocateAddress({ Domain: "vpc" });
    await ec2.associateAddress({ AllocationId, InstanceId: serverOf(scene) });
  },
  "a volume on a server": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { Reservations = [] } = await ec2.describeInstances({ InstanceIds: [serverOf(scene)] });
    const { VolumeId } = await ec2.createVolume({
      AvailabilityZone: Reservations[0]?.Instances?.[0]?.Placement?.AvailabilityZone,
      Size: 1,
    });
    await ec2.attachVolume({ VolumeId, InstanceId: serverOf(scene), Device: "/dev/sdz" });
  },
  "a NAT gateway with its address": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { AllocationId } = await ec2.allocateAddress({ Domain: "vpc" });
    await ec2.createNatGateway({ SubnetId: subnetOf(scene), AllocationId });
  },
};

/** What is no resource: settings, contents, and a server that is gone. */
export const CHANGED: Readonly<Record<string, Deed>> = {
  "a server is terminated": async ({ aws, id }) =>
    (await aws.client(ec2Client)).terminateInstances({
      InstanceIds: [id("aws:ec2/instance:Instance", "windows-server")],
    }),
  "a key that no batch can delete": async ({ aws, id }) =>
    (await aws.client(s3Client)).putObject({
      Bucket: id("aws:s3/bucket:Bucket", "s3-bucket"),
      Key: "homework/bell\u0007.txt",
      Body: "x",
    }),
  "a table is locked": async ({ aws, id }) =>
    (await aws.client(dynamoDbClient)).updateTable({
      TableName: id("aws:dynamodb/table:Table", "dynamodb"),
      DeletionProtectionEnabled: true,
    }),
  "a server is locked": async (scene) =>
    (await scene.aws.client(ec2Client)).modifyInstanceAttribute({
      InstanceId: serverOf(scene),
      DisableApiTermination: { Value: true },
    }),
};

/** Deletes what was never the class's: who has made it must find it as it was. @throws when it is not there */
export async function deleteOwn(aws: Aws): Promise<void> {
  const ec2 = await aws.client(ec2Client);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({
    Filters: [{ Name: "group-name", Values: ["elsewhere"] }],
  });
  await ec2.deleteSecurityGroup({ GroupId: text(SecurityGroups[0]?.GroupId) });
  await (await aws.client(iamClient)).deleteUser({ UserName: "guest" });
}

/** How what a stack holds is found in a scene. */
export const idIn =
  (resources: readonly DeployedResource[]): Scene["id"] =>
  (type, group) =>
    text(resources.find((each) => each.type === type && each.group === group)?.id);
