import assert from "node:assert/strict";
import { FILE_SYSTEM, MOUNT_TARGET } from "../../aws/efs/types.ts";
import {
  GROUP,
  GROUP_POLICY_ATTACHMENT,
  POLICY,
  ROLE,
  ROLE_POLICY,
  USER,
  USER_GROUP_MEMBERSHIP,
} from "../../aws/iam/types.ts";
import { SECURITY_GROUP, SECURITY_GROUP_INGRESS_RULE } from "../../aws/vpc/types.ts";
import { awsError } from "../support/fakes/fake-account.ts";
import type { Answer } from "../support/fakes/fake-aws.ts";
import { resourceOf } from "../support/subjects.ts";
import { hanging } from "./hanging.ts";

const POLICIES = { AttachedPolicies: [{ PolicyArn: "arn:own" }, { PolicyArn: "arn:by-hand" }] };

describe("what hangs on a resource, and was made by hand", () => {
  it("is on a role: policies, inline ones, and instance profiles", async () => {
    const own = resourceOf("lab", ROLE_POLICY, "own", { role: "it-id", name: "own" });
    const answers = {
      paginateListAttachedRolePolicies: () => POLICIES,
      paginateListRolePolicies: () => ({ PolicyNames: ["own", "by-hand"] }),
      paginateListInstanceProfilesForRole: () => ({
        InstanceProfiles: [{ InstanceProfileName: "other" }],
      }),
    };
    assert.deepEqual(await hanging(ROLE, answers, [own]), [
      "policy arn:own",
      "policy arn:by-hand",
      "inline policy by-hand",
      "instance profile other",
    ]);
  });

  it("is on a group: policies and members", async () => {
    const own = [
      resourceOf("lab", GROUP_POLICY_ATTACHMENT, "own", { group: "it-id", policyArn: "arn:own" }),
      resourceOf("lab", USER_GROUP_MEMBERSHIP, "m", { user: "minji", groups: ["it-id"] }),
    ];
    const answers = {
      paginateListAttachedGroupPolicies: () => POLICIES,
      paginateGetGroup: () => ({ Users: [{ UserName: "minji" }, { UserName: "guest" }] }),
    };
    assert.deepEqual(await hanging(GROUP, answers, own), ["policy arn:by-hand", "member guest"]);
  });

  it("is on a user: rights, and credentials where the provider does not delete them", async () => {
    const answers = {
      paginateListAttachedUserPolicies: () => ({ AttachedPolicies: [{ PolicyArn: "arn:x" }] }),
      paginateListAccessKeys: () => ({ AccessKeyMetadata: [{ AccessKeyId: "key" }] }),
      paginateListSSHPublicKeys: () => ({ SSHPublicKeys: [{ SSHPublicKeyId: "ssh" }] }),
      paginateListSigningCertificates: () => ({ Certificates: [{ CertificateId: "cert" }] }),
      listServiceSpecificCredentials: () => ({
        ServiceSpecificCredentials: [{ ServiceSpecificCredentialId: "git" }],
      }),
      paginateListMFADevices: () => ({ MFADevices: [{ SerialNumber: "arn:mfa" }] }),
    };
    assert.deepEqual(await hanging(USER, answers), [
      "policy arn:x",
      "access key key",
      "SSH key ssh",
      "signing certificate cert",
      "service credentials git",
      "MFA device arn:mfa",
    ]);
    assert.deepEqual(await hanging(USER, answers, [], { forceDestroy: true }), ["policy arn:x"]);
  });

  const denied = () => {
    throw awsError("AccessDenied");
  };

  it("is known of what may be listed, where something else may not", async () => {
    const role = {
      paginateListAttachedRolePolicies: denied,
      paginateListRolePolicies: () => ({ PolicyNames: ["by-hand"] }),
    };
    assert.deepEqual(await hanging(ROLE, role), ["unknown policies", "inline policy by-hand"]);
    const group = {
      paginateListGroupPolicies: denied,
      paginateGetGroup: () => ({ Users: [{ UserName: "guest" }] }),
    };
    assert.deepEqual(await hanging(GROUP, group), ["unknown inline policies", "member guest"]);
    const user = {
      ...{ paginateListAttachedUserPolicies: denied, paginateListAccessKeys: denied },
      paginateListGroupsForUser: () => ({ Groups: [{ GroupName: "admins" }] }),
      paginateListMFADevices: () => ({ MFADevices: [{ SerialNumber: "arn:mfa" }] }),
    };
    assert.deepEqual(await hanging(USER, user), [
      ...["unknown policies", "group admins", "unknown access keys", "MFA device arn:mfa"],
    ]);
  });

  it("is on a policy of the class: the roles, groups and users of others that have it", async () => {
    const own = { ...resourceOf("lab", ROLE, "own"), id: "own" };
    const answers = {
      paginateListEntitiesForPolicy: () => ({
        PolicyRoles: [{ RoleName: "own" }, { RoleName: "theirs" }],
        PolicyGroups: [{ GroupName: "own" }],
        PolicyUsers: [{ UserName: "minji" }],
      }),
    };
    assert.deepEqual(await hanging(POLICY, answers, [own]), [
      "attached to role theirs",
      "attached to group own",
      "attached to user minji",
    ]);
  });

  it("is a rule of another security group, but none of the stack or of a service of AWS", async () => {
    const rule = (SecurityGroupRuleId: string, GroupId: string) => ({
      ...{ SecurityGroupRuleId, GroupId, IsEgress: false },
      ReferencedGroupInfo: { GroupId: "it-id" },
    });
    const own = { ...resourceOf("lab", SECURITY_GROUP_INGRESS_RULE, "own"), id: "sgr-1" };
    const asked: unknown[] = [];
    const answers: Readonly<Record<string, Answer>> = {
      paginateDescribeSecurityGroups: () => ({
        SecurityGroups: [
          { GroupId: "sg-other" },
          { GroupId: "sg-stack", Tags: [{ Key: "aws:cloudformation:stack-id", Value: "s" }] },
        ],
      }),
      paginateDescribeSecurityGroupRules: ({ Filters }) => {
        asked.push(Filters);
        return { SecurityGroupRules: [rule("sgr-1", "sg-other"), rule("sgr-2", "sg-other")] };
      },
    };
    assert.deepEqual(await hanging(SECURITY_GROUP, answers, [own]), ["rule of sg-other sgr-2"]);
    assert.doesNotMatch(JSON.stringify(asked), /sg-stack/);
    // A lab lets another lab's servers in, by a command that it prints: the destroy deletes both groups.
    const other = { ...resourceOf("lab", SECURITY_GROUP, "other"), id: "sg-other" };
    assert.deepEqual(await hanging(SECURITY_GROUP, answers, [other]), []);
  });

  it("is a mount target in another zone", async () => {
    const own = { ...resourceOf("lab", MOUNT_TARGET, "own"), id: "fsmt-1" };
    const answers = {
      paginateDescribeMountTargets: () => ({
        MountTargets: [
          { MountTargetId: "fsmt-1" },
          { MountTargetId: "fsmt-2", LifeCycleState: "available" },
          { MountTargetId: "fsmt-3", LifeCycleState: "deleting" },
        ],
      }),
    };
    assert.deepEqual(await hanging(FILE_SYSTEM, answers, [own]), ["mount target fsmt-2"]);
  });
});
