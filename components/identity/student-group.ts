import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { loginUrl, loginUser } from "./login-user.ts";
import { MFA_POLICY } from "./mfa-policy.ts";

export interface StudentGroupArgs {
  /** The names to sign in with, unique in the account regardless of case. Renaming a user creates a new one. */
  readonly users: readonly string[];
  /** The names of AWS managed policies for the group, e.g. `["AmazonEC2ReadOnlyAccess"]`; 10 at most. */
  readonly permissions: readonly string[];
}

/**
 * People who sign in to the console: a group with its permissions, and a user with a first password for each person. Without
 * MFA, a user can only change the first password and set up MFA.
 *
 * @example new StudentGroup("class", { users: ["minji"], permissions: ["AmazonEC2ReadOnlyAccess"] });
 *
 * Costs nothing. Keys and MFA devices that users add to their own account are deleted together with the user.
 */
export class StudentGroup extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  /** By user. */
  readonly userArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly loginUrl: pulumi.Output<string>;
  /** The name, first password and login page of each user, as CSV with the console's column headings; secret. */
  readonly credentialsCsv: pulumi.Output<string>;

  /** @throws when a user name is not valid, an entry is repeated, or there are too many permissions. */
  constructor(name: string, args: StudentGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:student-group:StudentGroup", name, {}, opts);
    const { users, permissions } = args;
    checkUsers(users);
    checkPermissions(permissions);
    const child = { parent: this };

    const group = new aws.iam.Group(name, {}, child);
    const mfa = new aws.iam.GroupPolicy(
      `${name}-mfa`,
      { group: group.name, policy: MFA_POLICY },
      child,
    );
    for (const permission of permissions)
      new aws.iam.GroupPolicyAttachment(
        `${name}-${permission}`,
        { group: group.name, policyArn: `arn:aws:iam::aws:policy/${permission}` },
        // So that permissions never exist without the MFA requirement, neither on creation nor on deletion.
        { ...child, dependsOn: mfa },
      );

    const made = users.map((userName) => {
      const user = { name: userName, tags: { owner: userName } };
      const membership = { group: group.name, console: true };
      return [userName, loginUser(`${name}-${userName}`, user, membership, child)] as const;
    });
    const url = loginUrl(child);

    this.groupName = group.name;
    this.userArns = Object.fromEntries(made.map(([userName, { arn }]) => [userName, arn]));
    this.loginUrl = url;
    this.credentialsCsv = pulumi
      .all(made.map(([userName, { password }]) => pulumi.all([userName, password ?? "", url])))
      .apply((rows) => csv([HEADINGS, ...rows]));
    this.registerOutputs({ groupName: this.groupName, loginUrl: url });
  }
}

/** IAM's default limit per group. */
const MOST_PERMISSIONS = 10;

const HEADINGS = ["User name", "Password", "Console sign-in URL"];

/** https://www.rfc-editor.org/rfc/rfc4180 */
const csv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`)
    .join("");

function checkUsers(users: readonly string[]): void {
  for (const user of users) checkUserName(user);
  const twice = repeatedUser(users);
  if (twice !== undefined)
    throw new Error(`user "${twice}" is listed twice: IAM user names are not case-sensitive`);
}

function checkPermissions(permissions: readonly string[]): void {
  if (permissions.length > MOST_PERMISSIONS)
    throw new Error(
      `a group has ${MOST_PERMISSIONS} permissions at most, not ${permissions.length}`,
    );
  if (new Set(permissions).size < permissions.length)
    throw new Error(`permissions ${permissions.join(", ")} lists one twice`);
}

/** @throws when it is not a valid user name. */
export function checkUserName(user: string): void {
  if (!isUserName(user))
    throw new Error(
      `user "${user}" is not a valid user name: 1 to 64 letters, digits and _ . + @ -, starting with a letter or digit`,
    );
}

/** Whether IAM accepts the user name; a name that starts with = + @ - would be a formula in a spreadsheet. */
export const isUserName = (name: string): boolean => /^[A-Za-z0-9][\w.+@-]{0,63}$/.test(name);

/** The first name that equals another one except for case. */
export function repeatedUser(users: readonly string[]): string | undefined {
  const names = users.map((user) => user.toLowerCase());
  return users.find((_, at) => names.indexOf(names[at] ?? "") !== at);
}
