import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const ACCESS_KEY = "aws:iam/accessKey:AccessKey";
export const ACCOUNT_PASSWORD_POLICY = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
export const GROUP = "aws:iam/group:Group";
export const GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";
export const GROUP_POLICY_ATTACHMENT = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
export const INSTANCE_PROFILE = "aws:iam/instanceProfile:InstanceProfile";
export const POLICY = "aws:iam/policy:Policy";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const USER = "aws:iam/user:User";
export const USER_GROUP_MEMBERSHIP = "aws:iam/userGroupMembership:UserGroupMembership";
export const USER_LOGIN_PROFILE = "aws:iam/userLoginProfile:UserLoginProfile";
export const USER_POLICY = "aws:iam/userPolicy:UserPolicy";
export const USER_POLICY_ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment";

export const types: ServiceTypes = {
  [ACCOUNT_PASSWORD_POLICY]: {
    ofAccount: true,
    neverLeft: "it is the account's own, one for all classes; it costs nothing",
  },
  [GROUP]: { cloudFormation: "AWS::IAM::Group" },
  ...partsOf(GROUP, [GROUP_POLICY, GROUP_POLICY_ATTACHMENT]),
  [INSTANCE_PROFILE]: {},
  [POLICY]: { cloudFormation: "AWS::IAM::ManagedPolicy" },
  [ROLE]: { cloudFormation: "AWS::IAM::Role" },
  ...partsOf(ROLE, [ROLE_POLICY, ROLE_POLICY_ATTACHMENT]),
  [USER]: { cloudFormation: "AWS::IAM::User" },
  ...partsOf(USER, [
    ACCESS_KEY,
    USER_GROUP_MEMBERSHIP,
    USER_LOGIN_PROFILE,
    USER_POLICY,
    USER_POLICY_ATTACHMENT,
  ]),
};
