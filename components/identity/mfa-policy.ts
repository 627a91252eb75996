import { type Deny, policyText } from "./policy-document.ts";

/** What the console's "Security credentials" page reads in the account. */
export const SEEN_BY_CONSOLE = ["iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"];

/** The actions that a user may take on their own credentials, and the resources. */
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

/** The user chooses the device's name; a device gives no permissions until its owner enables it. */
export const NEW_MFA_DEVICE = {
  action: "iam:CreateVirtualMFADevice",
  resource: "arn:aws:iam::*:mfa/*",
};

/**
 * Denies everything else until the user has signed in with MFA. Requests with an access key contain no MFA information and are
 * denied, too: the CLI needs a session from `sts get-session-token` first.
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
  // IfExists: a request without this key was made without MFA.
  Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
};

/**
 * The policy of a group (JSON): its users may always manage their own credentials, and do nothing else before they sign in
 * with MFA. It grants nothing beyond that, and denies all other permissions until then.
 *
 * It is AWS's example policy with one change: AWS's does not exempt `iam:ChangePassword`, so that a user whose first password
 * must be changed could never sign in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 *
 * Users must not have a path: the policy identifies them by name.
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
