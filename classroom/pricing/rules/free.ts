interface Free {
  /** Where AWS says so. */
  readonly source: string;
  /** Pulumi's types, and CloudFormation's. */
  readonly types: readonly string[];
}

/** What AWS does not charge for. What is neither here nor has a rule is "not priced". */
const FREE: readonly Free[] = [
  {
    source: "https://aws.amazon.com/vpc/pricing/",
    types: [
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "aws:ec2/internetGateway:InternetGateway",
      "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
      "aws:ec2/route:Route",
      "aws:ec2/routeTable:RouteTable",
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "aws:ec2/securityGroup:SecurityGroup",
      "aws:ec2/subnet:Subnet",
      "aws:ec2/vpc:Vpc",
      "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "AWS::EC2::SecurityGroup",
      "AWS::EC2::SecurityGroupIngress",
    ],
  },
  {
    // An address, a group's servers and an image's snapshots are paid for, each as a resource of its own.
    source: "https://aws.amazon.com/ec2/pricing/",
    types: [
      "aws:autoscaling/notification:Notification",
      "aws:autoscaling/policy:Policy",
      "aws:ec2/ami:Ami",
      "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
      "aws:ec2/eipAssociation:EipAssociation",
      "aws:ec2/keyPair:KeyPair",
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:ec2/volumeAttachment:VolumeAttachment",
    ],
  },
  {
    source: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    types: [
      "aws:lb/listener:Listener",
      "aws:lb/listenerRule:ListenerRule",
      "aws:lb/targetGroup:TargetGroup",
      "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    ],
  },
  {
    source: "https://aws.amazon.com/iam/faqs/",
    types: [
      "aws:iam/accessKey:AccessKey",
      "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
      "aws:iam/group:Group",
      "aws:iam/groupPolicy:GroupPolicy",
      "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
      "aws:iam/instanceProfile:InstanceProfile",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "aws:iam/user:User",
      "aws:iam/userGroupMembership:UserGroupMembership",
      "aws:iam/userLoginProfile:UserLoginProfile",
      "aws:iam/userPolicy:UserPolicy",
      "AWS::IAM::InstanceProfile",
      "AWS::IAM::Role",
    ],
  },
  {
    // Storage, requests and traffic are paid for, with the bucket.
    source: "https://aws.amazon.com/s3/pricing/",
    types: [
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketVersioning:BucketVersioning",
    ],
  },
  {
    source: "https://aws.amazon.com/efs/pricing/",
    types: ["aws:efs/fileSystemPolicy:FileSystemPolicy", "aws:efs/mountTarget:MountTarget"],
  },
  {
    source: "https://aws.amazon.com/rds/pricing/",
    types: ["aws:rds/parameterGroup:ParameterGroup", "aws:rds/subnetGroup:SubnetGroup"],
  },
  {
    source: "https://aws.amazon.com/dynamodb/pricing/",
    types: ["aws:dynamodb/tableItem:TableItem"],
  },
  {
    // A record costs by its queries, with the zone; a registered domain is paid for by the year, before the class.
    source: "https://aws.amazon.com/route53/pricing/",
    types: ["aws:route53/record:Record", "aws:route53domains/registeredDomain:RegisteredDomain"],
  },
  {
    source: "https://aws.amazon.com/cloudfront/pricing/",
    types: ["aws:cloudfront/originAccessControl:OriginAccessControl"],
  },
  {
    // To servers on EC2.
    source: "https://aws.amazon.com/codedeploy/pricing/",
    types: [
      "aws:codedeploy/application:Application",
      "aws:codedeploy/deploymentGroup:DeploymentGroup",
    ],
  },
  {
    source: "https://aws.amazon.com/elasticbeanstalk/pricing/",
    types: [
      "aws:elasticbeanstalk/application:Application",
      "aws:elasticbeanstalk/applicationVersion:ApplicationVersion",
    ],
  },
  {
    source: "https://aws.amazon.com/sns/pricing/",
    types: ["aws:sns/topicPolicy:TopicPolicy", "aws:sns/topicSubscription:TopicSubscription"],
  },
  {
    // What is written to a log group is paid for with its source.
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    types: ["aws:cloudwatch/logGroup:LogGroup"],
  },
  {
    // Budgets that act by themselves cost from the third on; the class has none.
    source: "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/",
    types: ["aws:budgets/budget:Budget"],
  },
];

const SOURCES = new Map(FREE.flatMap(({ source, types }) => types.map((type) => [type, source])));

/** Where AWS says that a type of resource is free; undefined when it is not known to be. */
export const freeReason = (type: string): string | undefined => SOURCES.get(type);
