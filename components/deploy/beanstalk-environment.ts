import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ExplainedError } from "../../lib/errors.ts";
import { InstanceRole } from "../identity/instance-role.ts";
import { after } from "../shared/after.ts";

export interface BeanstalkEnvironmentArgs {
  /** The Elastic Beanstalk application. */
  readonly applicationName: pulumi.Input<string>;
  /** The application version to run. A change replaces it on the server, with a few seconds' downtime. */
  readonly versionLabel: pulumi.Input<string>;
  /** A regular expression for the platform's name; the newest match is used. */
  readonly platform: string;
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets: the server has its own public address. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The path that the health check requests. @default "/" */
  readonly healthPath?: string;
  /** @default "t3.micro" */
  readonly instanceType?: string;
}

/**
 * A single-instance Elastic Beanstalk environment, open to everyone for HTTP and closed otherwise: without a key pair
 * Beanstalk does not open SSH, and Session Manager needs no open port. IMDSv2 is required. Beanstalk has no setting for the
 * root volume's encryption: the account's default applies, see
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 *
 * Beanstalk creates its own bucket, `elasticbeanstalk-REGION-ACCOUNT`, once per account, and leaves it behind.
 *
 * @example
 * new BeanstalkEnvironment("shop", {
 *   applicationName, versionLabel, vpcId, subnetIds,
 *   platform: "^64bit Amazon Linux 2023 .* running Node.js \\d+$",
 * });
 *
 * Costs about $14 a month in Seoul with a t3.micro: $9.50 the server, $3.65 its address, $0.75 its volume.
 */
export class BeanstalkEnvironment extends pulumi.ComponentResource {
  readonly environmentName: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  /** The platform's full name, including its version. */
  readonly platform: pulumi.Output<string>;

  constructor(
    name: string,
    args: BeanstalkEnvironmentArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("class:beanstalk-environment:BeanstalkEnvironment", name, {}, opts);
    const { applicationName, versionLabel, platform: nameRegex, vpcId, subnetIds } = args;
    const { healthPath = "/", instanceType = "t3.micro" } = args;
    const child = { parent: this };

    const server = new InstanceRole(name, { policyArns: { web: WEB_TIER } }, child);
    const role = new aws.iam.Role(
      `${name}-service`,
      { assumeRolePolicy: BY_BEANSTALK, forceDetachPolicies: true },
      child,
    );
    const attached = Object.entries(SERVICE_POLICIES).map(
      ([key, policyArn]) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-service-${key}`,
          { role: role.name, policyArn },
          child,
        ),
    );
    const newest = aws.elasticbeanstalk.getSolutionStackOutput(
      { mostRecent: true, nameRegex },
      child,
    );
    const environment = new aws.elasticbeanstalk.Environment(
      name,
      {
        application: applicationName,
        version: versionLabel,
        solutionStackName: newest.name,
        settings: settings({
          "aws:elasticbeanstalk:environment": {
            EnvironmentType: "SingleInstance",
            ServiceRole: after(role.name, ...attached),
          },
          "aws:elasticbeanstalk:healthreporting:system": { SystemType: "enhanced" },
          "aws:elasticbeanstalk:application": { "Application Healthcheck URL": healthPath },
          "aws:autoscaling:launchconfiguration": {
            IamInstanceProfile: server.profileName,
            DisableIMDSv1: "true",
            RootVolumeType: "gp3",
          },
          "aws:ec2:instances": { InstanceTypes: instanceType },
          "aws:ec2:vpc": {
            VPCId: vpcId,
            // The provider sorts the subnets that it reads: in another order, each `up` would show a change.
            Subnets: pulumi.all([...subnetIds]).apply((ids) => ids.toSorted().join(",")),
            AssociatePublicIpAddress: "true",
          },
        }),
      },
      // A new platform version is released every few weeks; an update would replace the server during a class.
      { ...child, ignoreChanges: ["solutionStackName"] },
    );

    this.environmentName = environment.name;
    this.url = pulumi
      .all([environment.name, environment.cname])
      .apply(([its, cname]) => environmentUrl(its, cname));
    this.platform = environment.solutionStackName;
    this.registerOutputs({ environmentName: this.environmentName, url: this.url });
  }
}

/** @throws ExplainedError when the environment has no address because its creation failed */
export function environmentUrl(name: string, cname: string | undefined): string {
  if (cname) return `http://${cname}`;
  throw new ExplainedError(
    `Elastic Beanstalk environment ${name} has no address: its creation failed.\n` +
      `  reason: aws elasticbeanstalk describe-events --environment-name ${name} --severity ERROR\n` +
      `  fix: aws elasticbeanstalk terminate-environment --environment-name ${name}\n  once it is gone: npm run class -- solve --stack ${pulumi.getStack()}`,
  );
}

const WEB_TIER = "arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier";

const SERVICE_POLICIES = {
  health: "arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth",
  updates: "arn:aws:iam::aws:policy/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
};

const BY_BEANSTALK = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "elasticbeanstalk.amazonaws.com" },
      Condition: { StringEquals: { "sts:ExternalId": "elasticbeanstalk" } },
    },
  ],
});

type Options = Readonly<Record<string, pulumi.Input<string>>>;

/** Options by namespace, converted to Elastic Beanstalk's list format. */
const settings = (byNamespace: Readonly<Record<string, Options>>) =>
  Object.entries(byNamespace).flatMap(([namespace, options]) =>
    Object.entries(options).map(([name, value]) => ({ namespace, name, value })),
  );
