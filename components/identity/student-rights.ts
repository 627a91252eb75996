import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../shared/after.ts";
import { studentBoundary, studentPolicy, type StudentPolicyArgs } from "./student-policy.ts";

export type StudentRightsArgs = StudentPolicyArgs;

/**
 * The permissions of all students of a class, each on their own resources: a group with a policy, and the same as the
 * permissions boundary of each user. All permissions end at `expires`, even if nobody closes the class.
 *
 * A student sees the names and states of all resources in the account. A student can change, start, delete and read the
 * contents of resources with their own tags `student` and `class`, of buckets and sessions whose names begin with the user's
 * name, and of tables whose names end with it. IAM cannot limit: which addresses a security group's rule allows; which server
 * or group a rule, a target group or a database refers to; how much is stored. docs/student-rights.md has the complete list.
 *
 * @example new StudentRights("students", { regions: ["ap-northeast-2"], expires, instanceTypes: ["t3.micro"], mfa: true });
 *
 * Costs nothing.
 */
export class StudentRights extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  readonly boundaryArn: pulumi.Output<string>;

  /** @throws when a list is empty, `expires` is not a time, or the policy is too long for IAM. */
  constructor(name: string, args: StudentRightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:student-rights:StudentRights", name, {}, opts);
    const documents = { policy: studentPolicy(args), boundary: studentBoundary(args) };
    const child = { parent: this };

    const group = new aws.iam.Group(name, {}, child);
    const policy = new aws.iam.Policy(name, { policy: documents.policy }, child);
    const attachment = new aws.iam.GroupPolicyAttachment(
      name,
      { group: group.name, policyArn: policy.arn },
      child,
    );
    const boundary = new aws.iam.Policy(`${name}-boundary`, { policy: documents.boundary }, child);

    this.groupName = after(group.name, attachment);
    this.boundaryArn = boundary.arn;
    this.registerOutputs({ groupName: this.groupName, boundaryArn: this.boundaryArn });
  }
}
