import { NEW_MFA_DEVICE, ONLY_WITH_MFA, OWN_CREDENTIALS, SEEN_BY_CONSOLE } from "./mfa-policy.ts";
import { OWN_ACTIONS } from "./own-policy.ts";
import {
  type Allow,
  type Condition,
  type Deny,
  nothingFrom,
  policyText,
  until,
} from "./policy-document.ts";
import * as actions from "./student-actions.ts";

export interface StudentPolicyArgs {
  /** The regions of the class; nothing is allowed in other regions. */
  readonly regions: readonly string[];
  /** When the permissions end: ISO 8601 with time zone. */
  readonly expires: string;
  /** EC2 instance types that a student may launch or change to. */
  readonly instanceTypes: readonly string[];
  /** Instance classes that a student may change their own database to. @default db.t3.micro, db.t4g.micro */
  readonly databaseClasses?: readonly string[];
  /** Whether students must sign in with MFA before they can do anything. */
  readonly mfa: boolean;
}

/** The tag keys that show a resource's owner; a student can neither add nor remove them on existing resources. */
export const CLASS_TAG_KEYS = [
  "class",
  "class-id",
  "environment",
  "expires",
  "lab",
  "owner",
  "student",
] as const;

/**
 * A student's permissions: the policy of the group of all students, as JSON. The user's own tags and name identify the
 * student, so that one document serves everybody: a resource with the user's tags `student` and `class` is the user's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_attribute-based-access-control.html
 *
 * @throws when a list is empty, `expires` is not a time, or the document is too long for IAM
 */
export const studentPolicy = (args: StudentPolicyArgs): string =>
  documentOf(args, SEEN, { ended: until(args.expires), denials: args.mfa ? [ONLY_WITH_MFA] : [] });

/**
 * The same as a permissions boundary: the maximum permissions of a student, whatever else is attached to the user. It grants
 * nothing by itself, permits what `ownPolicy` allows on single resources, and also ends what others allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const studentBoundary = (args: StudentPolicyArgs): string =>
  documentOf(args, [...SEEN, ...Object.values(OWN_ACTIONS).flat()], {
    ended: (allowed) => allowed, // one denial ends all of this, and what others allow
    denials: [nothingFrom(args.expires)],
  });

function documentOf(
  args: StudentPolicyArgs,
  everywhere: readonly string[],
  {
    ended,
    denials,
  }: { readonly ended: (right: Allow) => Allow; readonly denials: readonly Deny[] },
): string {
  const { regions, instanceTypes, databaseClasses = DATABASE_CLASSES } = args;
  for (const [key, list] of Object.entries({ regions, instanceTypes, databaseClasses }))
    if (list.length === 0) throw new Error(`${key} is empty: list what a student may use`);
  const allows = [
    allow("See", everywhere, "*", {}),
    ...ownRights(instanceTypes, databaseClasses),
  ].map(ended);
  const text = policyText([...allows, ...denials, onlyIn(regions), CLASS_TAGS_STAY, NEVER]);
  if (text.length > MOST_CHARACTERS)
    throw new Error(
      `the students' policy has ${text.length} characters, more than IAM's ${MOST_CHARACTERS}: list fewer regions or instance types`,
    );
  return text;
}

const SEEN = [...actions.SEE, ...actions.CLOUDSHELL, ...SEEN_BY_CONSOLE];

const STUDENT = "${aws:PrincipalTag/student}";
const CLASS = "${aws:PrincipalTag/class}";
const USER = "${aws:username}";
const OWN = { "aws:ResourceTag/class": CLASS, "aws:ResourceTag/student": STUDENT };
const AS_OWN = { "aws:RequestTag/class": CLASS, "aws:RequestTag/student": STUDENT };

/** `IfExists`: the condition applies to one type of resource; for other types AWS does not know the key. */
const ownRights = (
  instanceTypes: readonly string[],
  databaseClasses: readonly string[],
): readonly Allow[] => [
  allow("OwnThings", actions.CHANGE_OWN, "*", {
    StringEquals: OWN,
    StringEqualsIfExists: {
      "ec2:Attribute/InstanceType": instanceTypes,
      "rds:DatabaseClass": databaseClasses,
    },
    NumericLessThanEqualsIfExists: {
      "autoscaling:MaxSize": MOST_SERVERS,
      "rds:StorageSize": MOST_GIB,
    },
  }),
  allow("LaunchOwn", actions.LAUNCH, ec2("instance", "volume"), {
    StringEquals: AS_OWN,
    StringEqualsIfExists: {
      "ec2:InstanceType": instanceTypes,
      "ec2:Tenancy": "default",
      "ec2:VolumeType": ["gp2", "gp3"],
    },
    NumericLessThanEqualsIfExists: { "ec2:VolumeSize": MOST_GIB },
  }),
  allow("FromAmazon", ["ec2:RunInstances"], ec2("image", "network-interface"), {
    StringEqualsIfExists: { "ec2:Owner": "amazon" },
  }),
  // Shared resources of the class have no tag `student`.
  allow("Shared", actions.USE_OF_CLASS, "*", {
    StringEquals: { "aws:ResourceTag/class": CLASS },
    StringEqualsIfExists: { "aws:ResourceTag/student": STUDENT },
  }),
  allow("MakeOwn", actions.MAKE_OWN, MADE, { StringEquals: AS_OWN }),
  // One statement for several services: no action of one applies to an ARN of another.
  allow("OwnByName", BY_NAME, NAMED, {}),
];

const onlyIn = (regions: readonly string[]): Deny => ({
  Sid: "Regions",
  Effect: "Deny",
  NotAction: actions.GLOBAL,
  Resource: "*",
  Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
});

const CLASS_TAGS_STAY: Deny = {
  Sid: "ClassTags",
  Effect: "Deny",
  Action: actions.TAGGING,
  Resource: "*",
  Condition: {
    "ForAnyValue:StringEquals": { "aws:TagKeys": CLASS_TAG_KEYS },
    // Only requests that create a resource with tags contain the name of the creating action.
    Null: { "ec2:CreateAction": "true", "elasticloadbalancing:CreateAction": "true" },
  },
};

const NEVER: Deny = { Sid: "Never", Effect: "Deny", Action: actions.NEVER, Resource: "*" };

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: Allow["Resource"],
  Condition: Condition,
): Allow => ({ Sid, Effect: "Allow", Action, Resource, Condition });

const ec2 = (...kinds: readonly string[]): readonly string[] =>
  kinds.map((kind) => `arn:aws:ec2:*:*:${kind}/*`);

const MADE = [
  ...ec2("image", "key-pair", "security-group", "snapshot"),
  "arn:aws:elasticloadbalancing:*:*:*",
];

/** Fixed names end with the user's name: a student's id has no hyphen, so that s1 is never the end of another id. */
const TABLE = `arn:aws:dynamodb:*:*:table/*-${USER}`;

const BY_NAME = [
  ...actions.OWN_TABLE,
  ...actions.SESSION,
  ...OWN_CREDENTIALS.actions,
  NEW_MFA_DEVICE.action,
  "s3:*",
];
const NAMED = [
  TABLE,
  `${TABLE}/*`,
  `arn:aws:s3:::${USER}-*`,
  `arn:aws:ssm:*:*:session/${USER}-*`,
  "arn:aws:ssm:*:*:document/AWS-Start*",
  "arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell",
  "arn:aws:ssm:*::parameter/aws/service/*",
  OWN_CREDENTIALS.resource,
  NEW_MFA_DEVICE.resource,
];

const DATABASE_CLASSES = ["db.t3.micro", "db.t4g.micro"];
const MOST_SERVERS = "10";
const MOST_GIB = "100";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_CHARACTERS = 6144;
