/** The student whose resources the actions are on: the tags and names that decide. */
export interface Owner {
  /** Name of the IAM user. */
  readonly userName: string;
  /** Tag `student`. */
  readonly student: string;
  /** Tag `class`. */
  readonly className: string;
}

/** Actions on one type of resource. */
interface Requests {
  readonly actions: readonly string[];
  /** ARN of such a resource; it need not exist. */
  readonly arn: (owner: Owner, place: Place) => string;
  /** Whether its tags show the owner; otherwise its name does. */
  readonly isTagged: boolean;
}

/** Where resources are. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

const ec2 =
  (kind: string) =>
  ({ student }: Owner, { region, account }: Place): string =>
    `arn:aws:ec2:${region}:${account}:${kind}-of-${student}`;

const table = ({ userName }: Owner, { region, account }: Place): string =>
  `arn:aws:dynamodb:${region}:${account}:table/Scores-${userName}`;

/**
 * What a student may do with their own resources, but not with a neighbour's. One resource type each, because IAM refuses to
 * simulate actions together that need different information.
 */
export const REQUESTS: readonly Requests[] = [
  {
    actions: [
      "ec2:StartInstances",
      "ec2:StopInstances",
      "ec2:TerminateInstances",
      "ssm:StartSession",
    ],
    arn: ec2("instance/i"),
    isTagged: true,
  },
  { actions: ["ec2:DeleteVolume"], arn: ec2("volume/vol"), isTagged: true },
  { actions: ["ec2:DeleteSnapshot"], arn: ec2("snapshot/snap"), isTagged: true },
  {
    actions: ["ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup"],
    arn: ec2("security-group/sg"),
    isTagged: true,
  },
  {
    actions: ["rds:StopDBInstance", "rds:DeleteDBInstance"],
    arn: ({ userName }, { region, account }) => `arn:aws:rds:${region}:${account}:db:${userName}`,
    isTagged: true,
  },
  {
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    arn: ({ userName }) => `arn:aws:s3:::${userName}-files/a.txt`,
    isTagged: false,
  },
  {
    actions: ["s3:DeleteBucket"],
    arn: ({ userName }) => `arn:aws:s3:::${userName}-files`,
    isTagged: false,
  },
  {
    actions: ["dynamodb:PutItem", "dynamodb:Query", "dynamodb:DeleteTable"],
    arn: table,
    isTagged: false,
  },
];
