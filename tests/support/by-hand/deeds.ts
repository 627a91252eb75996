import { ec2Client } from "../../../aws/ec2/client.ts";
import { efsClient } from "../../../aws/efs/client.ts";
import { elasticBeanstalkClient } from "../../../aws/elasticbeanstalk/client.ts";
import { elbClient } from "../../../aws/elb/client.ts";
import { iamClient } from "../../../aws/iam/client.ts";
import { query } from "../../../aws/query.ts";
import { DATABASES } from "./databases.ts";
import { type Deed, serverOf, subnetOf, templatesOwn, text, vpcOf } from "./scene.ts";

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const TEST = { accessKeyId: "test", secretAccessKey: "test" };
const IMAGE = "ami-12c6146b"; // moto's own

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
  "a policy on a template's role": async (scene) =>
    (await scene.aws.client(iamClient)).attachRolePolicy({
      RoleName: await templatesOwn(scene, "Role"),
      PolicyArn: READ_ONLY,
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
  "a locked server": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { Instances = [] } = await ec2.runInstances({
      ...{ ImageId: IMAGE, MinCount: 1, MaxCount: 1, SubnetId: subnetOf(scene) },
    });
    // The emulator takes no DisableApiTermination with the launch.
    await ec2.modifyInstanceAttribute({
      InstanceId: text(Instances[0]?.InstanceId),
      DisableApiTermination: { Value: true },
    });
  },
  "a network interface": async (scene) =>
    (await scene.aws.client(ec2Client)).createNetworkInterface({ SubnetId: subnetOf(scene) }),
  "a load balancer": async (scene) =>
    (await scene.aws.client(elbClient)).createLoadBalancer({
      Name: "by-hand",
      Subnets: [subnetOf(scene)],
    }),
  "a classic load balancer": (scene) =>
    query(
      { name: "elasticloadbalancing", version: "2012-06-01" },
      { region: scene.aws.region, endpoint: scene.aws.endpoint, credentials: TEST },
      "CreateLoadBalancer",
      {
        LoadBalancerName: "by-hand-classic",
        "Listeners.member.1.Protocol": "HTTP",
        "Listeners.member.1.LoadBalancerPort": "80",
        "Listeners.member.1.InstancePort": "80",
        "Subnets.member.1": subnetOf(scene),
      },
    ),
  ...DATABASES,
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
  "a security group on a server": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { GroupId } = await ec2.createSecurityGroup({
      ...{ GroupName: "on-a-server", Description: "by hand", VpcId: vpcOf(scene) },
    });
    await ec2.modifyInstanceAttribute({
      InstanceId: serverOf(scene),
      Groups: [text(GroupId)],
    });
  },
  "a network ACL on a subnet": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { NetworkAcl } = await ec2.createNetworkAcl({ VpcId: vpcOf(scene) });
    const { NetworkAcls = [] } = await ec2.describeNetworkAcls({
      Filters: [{ Name: "association.subnet-id", Values: [subnetOf(scene)] }],
    });
    const its = NetworkAcls.flatMap(({ Associations = [] }) => Associations).find(
      ({ SubnetId }) => SubnetId === subnetOf(scene),
    );
    await ec2.replaceNetworkAclAssociation({
      AssociationId: text(its?.NetworkAclAssociationId),
      NetworkAclId: text(NetworkAcl?.NetworkAclId),
    });
  },
  "an EC2 Instance Connect Endpoint": async (scene) =>
    (await scene.aws.client(ec2Client)).createInstanceConnectEndpoint({
      SubnetId: subnetOf(scene),
    }),
  "an egress-only internet gateway": async (scene) =>
    (await scene.aws.client(ec2Client)).createEgressOnlyInternetGateway({ VpcId: vpcOf(scene) }),
  "a carrier gateway": async (scene) =>
    (await scene.aws.client(ec2Client)).createCarrierGateway({ VpcId: vpcOf(scene) }),
  "a VPN gateway": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { VpnGateway } = await ec2.createVpnGateway({ Type: "ipsec.1" });
    const VpnGatewayId = text(VpnGateway?.VpnGatewayId);
    await ec2.attachVpnGateway({ VpnGatewayId, VpcId: vpcOf(scene) });
  },
  "a transit gateway's attachment": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { TransitGateway } = await ec2.createTransitGateway({});
    const TransitGatewayId = text(TransitGateway?.TransitGatewayId);
    const place = { VpcId: vpcOf(scene), SubnetIds: [subnetOf(scene)] };
    await ec2.createTransitGatewayVpcAttachment({ TransitGatewayId, ...place });
  },
  "a replication of a file system": async ({ aws, id }) =>
    (await aws.client(efsClient)).createReplicationConfiguration({
      SourceFileSystemId: id("aws:efs/fileSystem:FileSystem", "efs"),
      Destinations: [{ Region: "ap-northeast-2" }],
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
