import { policyText, until } from "./policy-document.ts";

/**
 * A student's actions on resources that are identified by ARN alone: the service does not support tags in conditions, or the
 * resource does not have its owner's tags.
 */
export const OWN_ACTIONS = {
  /** Deployment group, application and configuration: a deployment needs permission for all three. */
  codeDeploy: [
    "codedeploy:CreateDeployment",
    "codedeploy:GetDeploymentConfig",
    "codedeploy:RegisterApplicationRevision",
  ],
  distribution: ["cloudfront:CreateInvalidation"],
  hostedZone: ["route53:ChangeResourceRecordSets"],
  /** A database's secret, managed by RDS: it has RDS's tags, not the database's. */
  secret: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
  stack: ["cloudformation:GetTemplate"],
} as const;

export type OwnKind = keyof typeof OWN_ACTIONS;

/** A resource in the student's own stack. */
export interface OwnResource {
  readonly kind: OwnKind;
  readonly arn: string;
}

/**
 * Inline policy (JSON) of one user, for resources of the student's own stack. It has a single statement, because an action of
 * one service never applies to an ARN of another, and IAM limits a user's inline policies to 2,048 characters.
 *
 * @param expires when the permissions end: ISO 8601 with time zone
 * @throws when there are no resources, too many for one user, or `expires` is not a time
 */
export function ownPolicy(resources: readonly OwnResource[], expires: string): string {
  if (resources.length === 0)
    throw new Error("a policy for no resources allows nothing: leave it out");
  const kinds = [...new Set(resources.map(({ kind }) => kind))].sort();
  const text = policyText([
    until(expires)({
      Sid: "OwnResources",
      Effect: "Allow",
      Action: kinds.flatMap((kind) => OWN_ACTIONS[kind]),
      Resource: [...new Set(resources.map(({ arn }) => arn))].sort(),
    }),
  ]);
  if (text.length > MOST_INLINE)
    throw new Error(
      `the policy for ${resources.length} resources has ${text.length} characters: a user has at most ${MOST_INLINE}`,
    );
  return text;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_INLINE = 2048;
