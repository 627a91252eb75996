import { type Deny, policyText } from "./policy-document.ts";

/** What the console's page of one's own credentials looks at in the account. */
export const SEEN_BY_CONSOLE = ["iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"];

/** What a person may do with his or her own credentials, and on what. */
export const OWN_CREDENTIALS = {
  actions: [
    "iam:ChangePassword",
    "iam:GetUser",
    "iam:CreateAccessKey",
    "iam:DeleteAccessKey",
    "iam:GetAccessKeyLastUsed",
    "iam:ListAccessKeys",
    "iam:UpdateAccessKey",
    "iam:DeactivateMFADevice",
    "iam:EnableMFADevice",
    "iam:GetMFADevice",
    "iam:ListMFADevices",
    "iam:ResyncMFADevice",
  ],
  resource: "arn:aws:iam::*:user/${aws:username}",
};

/** A device has a name of the person's choice, and nobody's rights until its owner enables it. */
export const NEW_MFA_DEVICE = {
  action: "iam:CreateVirtualMFADevice",
  resource: "arn:aws:iam::*:mfa/*",
};

/**
 * Takes all other rights away until the user has signed in with MFA. A request by access key carries no word of MFA and is
 * refused, too: the CLI gets a session by `sts get-session-token` first.
 */
export const ONLY_WITH_MFA: Deny = {
  Sid: "NothingElseWithoutMfa",
  Effect: "Deny",
  NotAction: [
    "iam:ChangePassword",
    "iam:GetAccountPasswordPolicy",
    "iam:GetUser",
    "iam:CreateVirtualMFADevice",
    "iam:EnableMFADevice",
    "iam:GetMFADevice",
    "iam:ListMFADevices",
    "iam:ListVirtualMFADevices",
    "iam:ResyncMFADevice",
    "sts:GetSessionToken",
  ],
  Resource: "*",
  // IfExists: where the request says nothing of MFA, there was none.
  Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
};

/**
 * What a person may always do with an account of his or her own, and nothing else before signing in with MFA: JSON of a
 * policy for a group. It grants no rights beyond the user's own credentials, and takes all others away until then.
 *
 * AWS's own policy with one change: its page leaves `iam:ChangePassword` out of the exceptions, so that a user whose first
 * password is to be changed can never sign in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 *
 * Users must not have a path: the policy knows them by their names.
 */
export const MFA_POLICY = policyText([
  { Sid: "SeeWhatTheConsoleAsks", Effect: "Allow", Action: SEEN_BY_CONSOLE, Resource: "*" },
  {
    Sid: "OwnCredentials",
    Effect: "Allow",
    Action: OWN_CREDENTIALS.actions,
    Resource: OWN_CREDENTIALS.resource,
  },
  {
    Sid: "NewMfaDevice",
    Effect: "Allow",
    Action: NEW_MFA_DEVICE.action,
    Resource: NEW_MFA_DEVICE.resource,
  },
  ONLY_WITH_MFA,
]);
