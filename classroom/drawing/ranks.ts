import type { Part } from "./parts.ts";

/** From client to server, by the start of the type. */
const ORDER: readonly RegExp[] = [
  /iam\/(user|group):/,
  /route53\/record/,
  /route53\/|cloudfront\/|elasticbeanstalk\/application:|codedeploy\/application:/,
  /^aws:lb\/loadBalancer/,
  /^aws:lb\/|codedeploy\/|elasticbeanstalk\//,
  /autoscaling\/|eip:|natGateway/,
  /ec2\/instance:/,
  /iam\/|ec2\/keyPair/,
  /ebs\/volume|efs\/|rds\/|dynamodb\/|s3\//,
  /ebs\/snapshot:/,
  /snapshotCopy|ec2\/ami/,
  /cloudwatch\//,
  /sns\//,
];

/** The position of a resource on the path of a request, the client first; unknown types are in the middle. */
export function rankOf({ type }: Pick<Part, "type">): number {
  const at = ORDER.findIndex((pattern) => pattern.test(type));
  return at === -1 ? ORDER.length / 2 : at;
}
