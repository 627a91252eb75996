import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ExplainedError } from "../../lib/errors.ts";
import { InstanceRole } from "../identity/instance-role.ts";
import { after } from "../shared/after.ts";

export interface BeanstalkEnvironmentArgs {
  /** The Elastic Beanstalk application. */
  readonly applicationName: pulumi.Input<string>;
  /** Which of the application's versions runs. Another one replaces it on the server, with a few seconds' break. */
  readonly versionLabel: pulumi.Input<string>;
  /** Regular expression for the platform's name; of those that match, the newest is taken. */
  readonly platform: string;
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets: the server has an address of its own. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** What is asked of the server to find out whether it is well. @default "/" */
  readonly healthPath?: string;
  /** @default "t3.micro" */
  readonly instanceType?: string;
}

/**
 * A single server that Elastic Beanstalk runs, open for HTTP to everyone and for nothing else: without a key pair
 * Beanstalk opens no SSH, and Session Manager gets in without. IMDSv2 is required. Beanstalk has no setting for the
 * root volume's encryption: the account's own default decides, see
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 *
 * Beanstalk makes a bucket of its own, `elasticbeanstalk-REGION-ACCOUNT`, once for an account, and leaves it behind.
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
  /** The platform's full name, its version included. */
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
            // The provider sorts what it reads: in another order each `up` would find a change.
            Subnets: pulumi.all([...subnetIds]).apply((ids) => ids.toSorted().join(",")),
            AssociatePublicIpAddress: "true",
          },
        }),
      },
      // A new platform comes out every few weeks; taking it up would replace the server in the middle of a class.
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

/** @throws ExplainedError when it has no address: an environment whose creation has failed */
export function environmentUrl(name: string, cname: string | undefined): string {
  if (cname) return `http://${cname}`;
  throw new ExplainedError(
    `Elastic Beanstalk environment ${name} has no address: its creation failed.\n` +
      `  reason: aws elasticbeanstalk describe-events --environment-name ${name} --severity ERROR\n` +
      `  fix: aws elasticbeanstalk terminate-environment --environment-name ${name}; once it is gone: npm run class -- solve --stack ${pulumi.getStack()}`,
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

/** Options by namespace, as the list that Elastic Beanstalk takes. */
const settings = (byNamespace: Readonly<Record<string, Options>>) =>
  Object.entries(byNamespace).flatMap(([namespace, options]) =>
    Object.entries(options).map(([name, value]) => ({ namespace, name, value })),
  );
