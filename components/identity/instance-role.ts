import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../shared/after.ts";
import { policyText } from "./policy-document.ts";

export interface InstanceRoleArgs {
  /** Managed policies in addition to Session Manager's, by a name of your choice. @default none */
  readonly policyArns?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Inline policies (JSON) of the role, by name. @default none */
  readonly inlinePolicies?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

const SESSION_MANAGER = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

/**
 * AWS's policy also allows reading every parameter in the account, which may be other people's secrets; a session needs none.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
const NO_PARAMETERS = policyText([
  { Sid: "NoParameters", Effect: "Deny", Action: "ssm:GetParameter*", Resource: "*" },
]);

/**
 * The permissions of programs on an EC2 instance: a role with its instance profile. It always includes Session Manager, so
 * that logging in needs no open port, and never the account's parameters. Policies attached by hand are deleted with the role.
 * Costs nothing.
 *
 * @example new InstanceRole("web", { inlinePolicies: { "read-bundle": policyJson } });
 */
export class InstanceRole extends pulumi.ComponentResource {
  readonly roleName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly profileName: pulumi.Output<string>;
  readonly profileArn: pulumi.Output<string>;
  /** By the names of `inlinePolicies`. */
  readonly policyNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: InstanceRoleArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("class:instance-role:InstanceRole", name, {}, opts);
    const { policyArns = {}, inlinePolicies = {} } = args;
    const child = { parent: this };

    const role = new aws.iam.Role(
      name,
      { assumeRolePolicy: BY_EC2, forceDetachPolicies: true },
      child,
    );
    const managed = [["ssm", SESSION_MANAGER] as const, ...Object.entries(policyArns)];
    const attached = managed.map(
      ([key, policyArn]) =>
        new aws.iam.RolePolicyAttachment(`${name}-${key}`, { role: role.name, policyArn }, child),
    );
    const inline = { "no-parameters": NO_PARAMETERS, ...inlinePolicies };
    const named = Object.entries(inline).map(
      ([key, policy]) =>
        [
          key,
          new aws.iam.RolePolicy(`${name}-${key}`, { role: role.name, policy }, child),
        ] as const,
    );
    const own = named.map(([, policy]) => policy);
    const profile = new aws.iam.InstanceProfile(name, { role: role.name }, child);

    this.roleName = role.name;
    this.roleArn = role.arn;
    this.policyNames = Object.fromEntries(named.map(([key, policy]) => [key, policy.name]));
    // A server may need its permissions during the first boot.
    this.profileName = after(profile.name, ...attached, ...own);
    this.profileArn = after(profile.arn, ...attached, ...own);
    this.registerOutputs({ roleName: this.roleName, profileName: this.profileName });
  }
}

const BY_EC2 = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
  ],
});
