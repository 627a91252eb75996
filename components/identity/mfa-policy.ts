/**
 * What a person may always do with an account of his or her own, and nothing else before signing in with MFA: JSON of a
 * policy for a group. It grants no rights beyond the user's own credentials, and takes all others away until then.
 *
 * AWS's own policy with one change: its page leaves `iam:ChangePassword` out of the exceptions, so that a user whose first
 * password is to be changed can never sign in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 *
 * A request by access key carries no word of MFA and is refused, too: the CLI gets a session by `sts get-session-token`
 * first. Users must not have a path: the policy knows them by their names.
 */
export const MFA_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "SeeWhatTheConsoleAsks",
      Effect: "Allow",
      Action: ["iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"],
      Resource: "*",
    },
    {
      Sid: "OwnCredentials",
      Effect: "Allow",
      Action: [
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
      Resource: "arn:aws:iam::*:user/${aws:username}",
    },
    {
      Sid: "NewMfaDevice",
      Effect: "Allow",
      Action: "iam:CreateVirtualMFADevice",
      Resource: "arn:aws:iam::*:mfa/*",
    },
    {
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
    },
  ],
});
