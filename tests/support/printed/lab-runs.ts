/** How a printed command is run on the emulated AWS, and what shows that it did what it is printed for. */
export interface Run {
  /** What stands for a word that the user replaces. @default nothing is replaced */
  readonly given?: Readonly<Record<string, keyof typeof GIVEN>>;
  /** What it prints. @default anything */
  readonly prints?: RegExp | ((outputs: Readonly<Record<string, unknown>>) => string);
  /** What it says where it is to be refused: its exit code is not 0 then. */
  readonly refused?: RegExp;
  /** With whose credentials it is run, each call judged by their policies; `own`: those that the command names. @default the account's own, and nothing is judged */
  readonly as?: "own" | "server";
  /** What is added, so that it leaves the files of this machine's user alone. */
  readonly with?: string;
}

/** What a test has for a word that the user replaces. */
export const GIVEN = {
  /** A file, beside whose folder the command is run. */
  file: "material/homework.txt",
  folder: "material",
  /** A folder that is made by the command. */
  copy: "copy",
  /** Another lab's security group. */
  group: "security-group.securityGroupId",
} as const;

/** The commands of the labs that are run on the emulated AWS, by `lab.output`, in the order in which they are run. */
export const LAB_RUNS: Readonly<Record<string, Run>> = {
  "s3-bucket.upload": { given: { FILE: "file" }, prints: /upload: .*homework\.txt to s3:/ },
  "s3-bucket.remove": { prints: /"DeleteMarker": true/ },
  "s3-bucket.versions": { prints: /"DeleteMarkers"/ },
  "s3-bucket.restore": { prints: /"VersionId"/ },
  "s3-backup.saveCredentials": { prints: /^Wrote the credentials of lab s3-backup to /m },
  "s3-backup.sync": { given: { DIR: "folder" }, as: "own", prints: /upload: .*homework\.txt to/ },
  "s3-backup.restore": { given: { DIR: "copy" }, as: "own", prints: /download: .*homework\.txt/ },
  "s3-backup.denied": { as: "own", refused: /AccessDenied/ },
  "iam-users.saveCredentials": { prints: /^Wrote the credentials of lab iam-users to /m },
  "iam-users.launchWithoutRight": { refused: /DryRunOperation/ },
  "iam-users.simulate": { prints: /ec2:DescribeInstances +\| +allowed/ },
  "iam-role.simulate": { prints: /s3:ListBucket +\| +allowed/ },
  "iam-role.whoAmI": { as: "server", prints: /assumed-role\/iam-role/ },
  "iam-role.allowed": { as: "server", prints: /timetable\.csv/ },
  "iam-role.denied": { as: "server", refused: /AccessDenied/ },
  "dynamodb.query": { prints: /"minji"/ },
  "dynamodb.queryIndex": { prints: /"Meteor Blasters"/ },
  "rds-mysql.showPassword": { prints: /"password"/ },
  "security-group.rules": { prints: /"FromPort": 22/ },
  "windows-server.password": { prints: /^\S{32}$/m },
  "key-pair.compare": { prints: ({ fingerprint }) => String(fingerprint) },
  "scale-up.forgetOldServer": { with: "-f known_hosts", prints: /known_hosts updated/ },
  "auto-scaling.activities": { prints: /"StatusCode": "Successful"/ },
  "in-place-deploy.refreshes": { prints: /"InstanceRefreshes"/ },
  "blue-green.weights": { prints: /"Weight": 90/ },
  "cloudformation-ec2.events": { prints: /"CREATE_COMPLETE"/ },
  "cloudformation-ec2.resources": { prints: /"AWS::EC2::Instance"/ },
  "cloudformation-web.events": { prints: /"CREATE_COMPLETE"/ },
  "cloudformation-web.resources": { prints: /"AWS::EC2::Instance"/ },
  "codedeploy.deployInPlace": { prints: /"deploymentId": "/ },
  "codedeploy.deployBlueGreen": { prints: /"deploymentId": "/ },
  "codedeploy.deployBack": { prints: /"deploymentId": "/ },
  "codedeploy.deployments": { prints: /"deployments": \[\s+"/ },
  "codedeploy.forceAlarm": {},
  "efs.allow": { given: { GROUP: "group" }, prints: /"Return": true/ },
  "billing.costByLab": {},
};
