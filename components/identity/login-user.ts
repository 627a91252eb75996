import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface LoginUser {
  readonly userName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Secret; undefined for a user who does not sign in to the console. */
  readonly password: pulumi.Output<string> | undefined;
}

/**
 * A person: a user, its group membership, and a first password that must be changed. Keys and MFA devices that the person adds
 * are deleted together with the user.
 *
 * @param key Pulumi's name of all three
 */
export function loginUser(
  key: string,
  user: aws.iam.UserArgs,
  { group, console }: { readonly group: pulumi.Input<string>; readonly console: boolean },
  child: pulumi.CustomResourceOptions,
): LoginUser {
  const made = new aws.iam.User(key, { ...user, forceDestroy: true }, child);
  const member = new aws.iam.UserGroupMembership(key, { user: made.name, groups: [group] }, child);
  const profile = console
    ? new aws.iam.UserLoginProfile(
        key,
        { user: made.name, passwordResetRequired: true, passwordLength: PASSWORD_LENGTH },
        {
          ...child,
          dependsOn: member,
          // Once the user has changed the password, AWS returns false; this must not lead to a new password.
          ignoreChanges: ["passwordResetRequired"],
        },
      )
    : undefined;
  return {
    userName: made.name,
    arn: made.arn,
    password: profile && pulumi.secret(profile.password),
  };
}

/** The account's sign-in page. */
export function loginUrl(child: pulumi.InvokeOptions): pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, child).accountId;
  return pulumi.interpolate`https://${account}.signin.aws.amazon.com/console`;
}

const PASSWORD_LENGTH = 20;
