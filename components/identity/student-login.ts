import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { loginUrl, loginUser } from "./login-user.ts";
import { type OwnKind, ownPolicy } from "./own-policy.ts";
import { checkUserName } from "./student-group.ts";

export interface StudentLoginArgs {
  /** The user's name, unique in the account: the student's bucket names begin with it, the table names end with it. */
  readonly userName: string;
  /** Value of the tag `student` on the student's resources: the student's id. */
  readonly student: string;
  /** Value of the tag `class` on the class's resources. */
  readonly className: string;
  /** Group of all students: `StudentRights.groupName`. */
  readonly groupName: pulumi.Input<string>;
  /** Permissions boundary of every student: `StudentRights.boundaryArn`. */
  readonly boundaryArn: pulumi.Input<string>;
  /** Whether the student signs in to the console. */
  readonly login: "console" | "none";
  /** When the permissions on `ownResources` end: ISO 8601 with time zone. */
  readonly expires: string;
  /** Resources of the student's own stack that tags cannot identify as the student's. @default none */
  readonly ownResources?: readonly {
    readonly kind: OwnKind;
    readonly arn: pulumi.Input<string>;
  }[];
}

/**
 * One student's user: tags that show which resources are the student's own, the permissions boundary, the group of all
 * students, and a first password. The tags are set here, whatever a program adds to all resources: the permissions depend on
 * them.
 *
 * @example new StudentLogin("login", { userName: "dev-s01", student: "s01", className: "spring", groupName, boundaryArn,
 *   login: "console", expires: "2026-12-01T18:00:00+09:00" });
 *
 * Costs nothing. Keys and MFA devices that the student adds to the user are deleted together with it.
 */
export class StudentLogin extends pulumi.ComponentResource {
  readonly userName: pulumi.Output<string>;
  readonly userArn: pulumi.Output<string>;
  readonly loginUrl: pulumi.Output<string>;
  /** The first password, secret; undefined without a login. */
  readonly password: pulumi.Output<string> | undefined;

  /** @throws when the user name is not valid, or does not end with the student's id. */
  constructor(name: string, args: StudentLoginArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:student-login:StudentLogin", name, {}, opts);
    const { userName, student, className, groupName, boundaryArn, login, expires } = args;
    const { ownResources = [] } = args;
    checkNames(userName, student);
    const child = { parent: this };

    const user = loginUser(
      name,
      { name: userName, permissionsBoundary: boundaryArn, tags: { student, class: className } },
      { group: groupName, console: login === "console" },
      child,
    );
    if (ownResources.length > 0)
      new aws.iam.UserPolicy(
        name,
        {
          user: user.userName,
          policy: pulumi
            .all(
              ownResources.map(({ kind, arn }) =>
                pulumi.output(arn).apply((arn) => ({ kind, arn })),
              ),
            )
            .apply((known) => ownPolicy(known, expires)),
        },
        child,
      );

    this.userName = user.userName;
    this.userArn = user.arn;
    this.loginUrl = loginUrl(child);
    this.password = user.password;
    this.registerOutputs({ userName: this.userName, loginUrl: this.loginUrl });
  }
}

function checkNames(userName: string, student: string): void {
  checkUserName(userName);
  // In names of buckets and tables, the id distinguishes the students.
  if (!/^[a-z][a-z0-9]{0,7}$/.test(student) || !userName.endsWith(`-${student}`))
    throw new Error(
      `user "${userName}" of student "${student}": the name is the class's stack, a hyphen and the student's id (a letter, then up to 7 letters or digits)`,
    );
}
