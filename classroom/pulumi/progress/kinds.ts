/** AWS's spelling of service names, for kinds of resources that are unclear without: `EC2 instance`, `S3 bucket`. */
const SERVICES: Readonly<Record<string, string>> = {
  autoscaling: "Auto Scaling",
  cloudformation: "CloudFormation",
  cloudfront: "CloudFront",
  cloudwatch: "CloudWatch",
  codedeploy: "CodeDeploy",
  dynamodb: "DynamoDB",
  ebs: "EBS",
  efs: "EFS",
  elasticbeanstalk: "Elastic Beanstalk",
  iam: "IAM",
  kms: "KMS",
  rds: "RDS",
  route53: "Route 53",
  s3: "S3",
  sns: "SNS",
};

/** Words of Pulumi's types that are spelled differently in a sentence. */
const WORDS: Readonly<Record<string, string>> = {
  Acl: "ACL",
  Ami: "AMI",
  Eip: "Elastic IP",
  Nat: "NAT",
  Vpc: "VPC",
};

/** `aws:ec2/vpcEndpoint:VpcEndpoint` -> `VPC endpoint` */
export function kindOf(type: string): string {
  const [, module = "", name = type] = type.split(":");
  const [service = ""] = module.split("/");
  if (type === "aws:ec2/instance:Instance") return "EC2 instance";
  const words = name
    .replace(/v\d+$/, "") // a later version of the same kind: BucketObjectv2
    .split(/(?=[A-Z])/)
    .map((word) => WORDS[word] ?? word.toLowerCase());
  return [SERVICES[service], ...words].filter(Boolean).join(" ");
}

/** A resource's name without the lab's: `web-1` of lab `web` is `1`. */
export const nameWithin = (lab: string, name: string): string =>
  name === lab ? "" : name.startsWith(`${lab}-`) ? name.slice(lab.length + 1) : name;
