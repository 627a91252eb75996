import type { Text } from "../../labs/contract/text.ts";

/** A kind of resource, as students see it. */
export interface ResourceName extends Text {
  readonly ko: string;
  /** Path of the console page that lists it, without the console's host. */
  readonly console: string;
}

const named = (en: string, ko: string, console: string): ResourceName => ({ en, ko, console });

/** Resources of labs, by Pulumi type. Types that only connect others are left out. */
export const RESOURCE_NAMES: Readonly<Record<string, ResourceName>> = {
  "aws:autoscaling/group:Group": named(
    "Auto Scaling group",
    "Auto Scaling 그룹",
    "ec2/home#AutoScalingGroups:",
  ),
  "aws:budgets/budget:Budget": named("budget", "예산", "billing/home#/budgets"),
  "aws:cloudformation/stack:Stack": named(
    "CloudFormation stack",
    "CloudFormation 스택",
    "cloudformation/home#/stacks",
  ),
  "aws:cloudfront/distribution:Distribution": named(
    "CloudFront distribution",
    "CloudFront 배포",
    "cloudfront/v4/home#/distributions",
  ),
  "aws:cloudwatch/dashboard:Dashboard": named(
    "CloudWatch dashboard",
    "CloudWatch 대시보드",
    "cloudwatch/home#dashboards:",
  ),
  "aws:cloudwatch/metricAlarm:MetricAlarm": named(
    "CloudWatch alarm",
    "CloudWatch 경보",
    "cloudwatch/home#alarmsV2:",
  ),
  "aws:codedeploy/application:Application": named(
    "CodeDeploy application",
    "CodeDeploy 애플리케이션",
    "codesuite/codedeploy/applications",
  ),
  "aws:codedeploy/deploymentGroup:DeploymentGroup": named(
    "deployment group",
    "배포 그룹",
    "codesuite/codedeploy/applications",
  ),
  "aws:dynamodb/table:Table": named("DynamoDB table", "DynamoDB 테이블", "dynamodbv2/home#tables"),
  "aws:ebs/snapshot:Snapshot": named("snapshot", "스냅샷", "ec2/home#Snapshots:"),
  "aws:ebs/snapshotCopy:SnapshotCopy": named(
    "copy of a snapshot in the second region",
    "두 번째 리전의 스냅샷 복사본",
    "ec2/home#Snapshots:",
  ),
  "aws:ebs/volume:Volume": named("EBS volume", "EBS 볼륨", "ec2/home#Volumes:"),
  "aws:ec2/ami:Ami": named("image (AMI)", "이미지(AMI)", "ec2/home#Images:visibility=owned-by-me"),
  "aws:ec2/amiCopy:AmiCopy": named(
    "copy of an image in the second region",
    "두 번째 리전의 이미지 복사본",
    "ec2/home#Images:visibility=owned-by-me",
  ),
  "aws:ec2/amiFromInstance:AmiFromInstance": named(
    "image (AMI) of a server",
    "서버의 이미지(AMI)",
    "ec2/home#Images:visibility=owned-by-me",
  ),
  "aws:ec2/eip:Eip": named("Elastic IP address", "탄력적 IP 주소", "ec2/home#Addresses:"),
  "aws:ec2/instance:Instance": named("EC2 instance", "EC2 인스턴스", "ec2/home#Instances:"),
  "aws:ec2/internetGateway:InternetGateway": named(
    "internet gateway",
    "인터넷 게이트웨이",
    "vpcconsole/home#igws:",
  ),
  "aws:ec2/keyPair:KeyPair": named("key pair", "키 페어", "ec2/home#KeyPairs:"),
  "aws:ec2/launchTemplate:LaunchTemplate": named(
    "launch template",
    "시작 템플릿",
    "ec2/home#LaunchTemplates:",
  ),
  "aws:ec2/natGateway:NatGateway": named(
    "NAT gateway",
    "NAT 게이트웨이",
    "vpcconsole/home#NatGateways:",
  ),
  "aws:ec2/routeTable:RouteTable": named(
    "route table",
    "라우팅 테이블",
    "vpcconsole/home#RouteTables:",
  ),
  "aws:ec2/securityGroup:SecurityGroup": named(
    "security group",
    "보안 그룹",
    "ec2/home#SecurityGroups:",
  ),
  "aws:ec2/subnet:Subnet": named("subnet", "서브넷", "vpcconsole/home#subnets:"),
  "aws:ec2/vpc:Vpc": named("VPC", "VPC", "vpcconsole/home#vpcs:"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": named(
    "VPC endpoint",
    "VPC 엔드포인트",
    "vpcconsole/home#Endpoints:",
  ),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": named(
    "VPC peering connection",
    "VPC 피어링 연결",
    "vpcconsole/home#PeeringConnections:",
  ),
  "awsx:ec2:Vpc": named("VPC with its subnets", "VPC와 그 서브넷", "vpcconsole/home#vpcs:"),
  "aws:efs/fileSystem:FileSystem": named(
    "EFS file system",
    "EFS 파일 시스템",
    "efs/home#/file-systems",
  ),
  "aws:efs/mountTarget:MountTarget": named("mount target", "탑재 대상", "efs/home#/file-systems"),
  "aws:elasticbeanstalk/application:Application": named(
    "Elastic Beanstalk application",
    "Elastic Beanstalk 애플리케이션",
    "elasticbeanstalk/home#/applications",
  ),
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion": named(
    "application version",
    "애플리케이션 버전",
    "elasticbeanstalk/home#/applications",
  ),
  "aws:elasticbeanstalk/environment:Environment": named(
    "Elastic Beanstalk environment",
    "Elastic Beanstalk 환경",
    "elasticbeanstalk/home#/environments",
  ),
  "aws:iam/accessKey:AccessKey": named("access key", "액세스 키", "iam/home#/users"),
  "aws:iam/group:Group": named("IAM group", "IAM 그룹", "iam/home#/groups"),
  "aws:iam/role:Role": named("IAM role", "IAM 역할", "iam/home#/roles"),
  "aws:iam/user:User": named("IAM user", "IAM 사용자", "iam/home#/users"),
  "aws:kms/key:Key": named("KMS key", "KMS 키", "kms/home#/kms/keys"),
  "aws:lb/listener:Listener": named("listener", "리스너", "ec2/home#LoadBalancers:"),
  "aws:lb/loadBalancer:LoadBalancer": named(
    "load balancer",
    "로드 밸런서",
    "ec2/home#LoadBalancers:",
  ),
  "aws:lb/targetGroup:TargetGroup": named("target group", "대상 그룹", "ec2/home#TargetGroups:"),
  "aws:rds/instance:Instance": named("RDS database", "RDS 데이터베이스", "rds/home#databases:"),
  "aws:rds/parameterGroup:ParameterGroup": named(
    "parameter group",
    "파라미터 그룹",
    "rds/home#parameter-groups:",
  ),
  "aws:rds/subnetGroup:SubnetGroup": named(
    "DB subnet group",
    "DB 서브넷 그룹",
    "rds/home#db-subnet-groups-list:",
  ),
  "aws:route53/record:Record": named("DNS record", "DNS 레코드", "route53/v2/hostedzones"),
  "aws:route53/zone:Zone": named("hosted zone", "호스팅 영역", "route53/v2/hostedzones"),
  "aws:s3/bucket:Bucket": named("S3 bucket", "S3 버킷", "s3/buckets"),
  "aws:s3/bucketObjectv2:BucketObjectv2": named("S3 object", "S3 객체", "s3/buckets"),
  "aws:sns/topic:Topic": named("SNS topic", "SNS 주제", "sns/v3/home#/topics"),
};

/** The console page that lists a kind of resource. */
export function consoleLink({ console: page }: ResourceName, region: string): string {
  const [path = "", fragment] = page.split("#");
  return `https://${region}.console.aws.amazon.com/${path}?region=${region}${fragment === undefined ? "" : `#${fragment}`}`;
}
