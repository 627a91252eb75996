import { APPLICATION as DEPLOYMENTS } from "../codedeploy/types.ts";
import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { INSTANCE } from "../ec2/types.ts";
import { FLOW_LOG } from "../vpc/types.ts";
import { iamClient } from "./client.ts";
import {
  removeGroup,
  removePolicy,
  removeProfile,
  removeRole,
  removeUser,
} from "./remove-identity.ts";
import { GROUP, INSTANCE_PROFILE, POLICY, ROLE, USER } from "./types.ts";

export const users: Finder = {
  kind: "IAM user",
  types: [USER],
  named: true,
  arns: ["iam:user", "iam:mfa"],
  after: [],
  global: true,
  async find({ client }) {
    const iam = await client(iamClient);
    const found = await all(iam.paginateListUsers({}), ({ Users }) => Users);
    return found.map(({ UserName = "", Arn, CreateDate }) => ({
      id: UserName,
      arn: Arn,
      name: UserName,
      tags: async () =>
        tagsOf(await all(iam.paginateListUserTags({ UserName }), ({ Tags }) => Tags)),
      createdAt: CreateDate,
      remove: () => removeUser(iam, UserName),
    }));
  },
};

/** They have no tags. */
export const groups: Finder = {
  kind: "IAM group",
  types: [GROUP],
  named: true,
  arns: [],
  after: [USER],
  global: true,
  async find({ client }) {
    const iam = await client(iamClient);
    const found = await all(iam.paginateListGroups({}), ({ Groups }) => Groups);
    return found.map(({ GroupName = "", Arn, CreateDate }) => ({
      id: GroupName,
      arn: Arn,
      name: GroupName,
      tags: {},
      createdAt: CreateDate,
      remove: () => removeGroup(iam, GroupName),
    }));
  },
};

export const instanceProfiles: Finder = {
  kind: "instance profile",
  types: [INSTANCE_PROFILE],
  named: true,
  arns: ["iam:instance-profile"],
  after: [INSTANCE],
  global: true,
  async find({ client }) {
    const iam = await client(iamClient);
    const found = await all(
      iam.paginateListInstanceProfiles({}),
      ({ InstanceProfiles }) => InstanceProfiles,
    );
    return found.map(({ InstanceProfileName = "", Arn, CreateDate, Roles = [] }) => ({
      id: InstanceProfileName,
      arn: Arn,
      name: InstanceProfileName,
      tags: async () =>
        tagsOf((await iam.getInstanceProfile({ InstanceProfileName })).InstanceProfile?.Tags),
      createdAt: CreateDate,
      remove: () => removeProfile(iam, InstanceProfileName, Roles),
    }));
  },
};

/** AWS's own service roles are skipped; a role of ours stays in use until the resources that use it are deleted. */
export const roles: Finder = {
  kind: "IAM role",
  types: [ROLE],
  named: true,
  arns: ["iam:role"],
  after: [INSTANCE_PROFILE, DEPLOYMENTS, FLOW_LOG],
  global: true,
  async find({ client }) {
    const iam = await client(iamClient);
    const found = await all(iam.paginateListRoles({}), ({ Roles }) => Roles);
    return found
      .filter(({ Path = "" }) => !Path.startsWith("/aws-service-role/"))
      .map(({ RoleName = "", Arn, CreateDate }) => ({
        id: RoleName,
        arn: Arn,
        name: RoleName,
        tags: async () =>
          tagsOf(await all(iam.paginateListRoleTags({ RoleName }), ({ Tags }) => Tags)),
        createdAt: CreateDate,
        remove: () => removeRole(iam, RoleName),
      }));
  },
};

/** The account's own policies. IAM deletes a policy only when it is not attached anywhere, not even as a permissions boundary. */
export const policies: Finder = {
  kind: "IAM policy",
  types: [POLICY],
  named: true,
  arns: ["iam:policy"],
  after: [GROUP, ROLE, USER],
  global: true,
  async find({ client }) {
    const iam = await client(iamClient);
    const found = await all(
      iam.paginateListPolicies({ Scope: "Local" }),
      ({ Policies }) => Policies,
    );
    return found.map(({ Arn: PolicyArn = "", PolicyName, CreateDate }) => ({
      id: PolicyArn,
      arn: PolicyArn,
      name: PolicyName,
      tags: async () =>
        tagsOf(await all(iam.paginateListPolicyTags({ PolicyArn }), ({ Tags }) => Tags)),
      createdAt: CreateDate,
      remove: () => removePolicy(iam, PolicyArn),
    }));
  },
};
