import assert from "node:assert/strict";
import {
  BeanstalkEnvironment,
  type BeanstalkEnvironmentArgs,
  environmentUrl,
} from "../../../components/deploy/beanstalk-environment.ts";
import { ExplainedError } from "../../../lib/errors.ts";
import { ignoredChanges, ofType, only, record, type Recorded, run } from "../../support/mocks.ts";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";

const base: BeanstalkEnvironmentArgs = {
  applicationName: "shop",
  versionLabel: "v1",
  platform: "Node.js",
  vpcId: "vpc-1",
  subnetIds: ["subnet-c", "subnet-a"],
};

const make = (args: Partial<BeanstalkEnvironmentArgs> = {}): Promise<Recorded[]> =>
  record(() => new BeanstalkEnvironment("shop", { ...base, ...args }));

/** The environment's options as `namespace name`. */
async function options(args: Partial<BeanstalkEnvironmentArgs> = {}) {
  const { settings } = only(await make(args), ENVIRONMENT).inputs;
  return Object.fromEntries(
    (settings as { namespace: string; name: string; value: string }[]).map(
      ({ namespace, name, value }) => [`${namespace} ${name}`, value],
    ),
  );
}

describe("BeanstalkEnvironment", () => {
  it("runs a version of the application on the platform that it has looked up", async () => {
    const { application, version, solutionStackName } = only(await make(), ENVIRONMENT).inputs;
    assert.deepEqual([application, version], ["shop", "v1"]);
    assert.equal(solutionStackName, "64bit Amazon Linux 2023 v6.6.0 running Node.js 22");
  });

  it("stays on its platform when AWS publishes a new one", async () => {
    const ignored = await ignoredChanges(
      ENVIRONMENT,
      (opts) => new BeanstalkEnvironment("shop", base, opts),
    );
    assert.deepEqual(ignored, ["solutionStackName"]);
  });

  it("is one server with an address of its own in the given subnets, which it lists as the provider does", async () => {
    const found = await options();
    assert.equal(found["aws:elasticbeanstalk:environment EnvironmentType"], "SingleInstance");
    assert.equal(found["aws:ec2:vpc VPCId"], "vpc-1");
    assert.equal(found["aws:ec2:vpc Subnets"], "subnet-a,subnet-c");
    assert.equal(found["aws:ec2:vpc AssociatePublicIpAddress"], "true");
  });

  it("wants IMDSv2 and opens no SSH", async () => {
    const found = await options();
    assert.equal(found["aws:autoscaling:launchconfiguration DisableIMDSv1"], "true");
    assert.equal("aws:autoscaling:launchconfiguration EC2KeyName" in found, false);
  });

  it("takes another size and another page for its health check", async () => {
    const found = await options({ instanceType: "t3.small", healthPath: "/health" });
    assert.equal(found["aws:ec2:instances InstanceTypes"], "t3.small");
    assert.equal(found["aws:elasticbeanstalk:application Application Healthcheck URL"], "/health");
  });

  it("has a role for the server and another for Beanstalk, which no other account can borrow", async () => {
    const roles = ofType(await make(), "aws:iam/role:Role");
    const trust = Object.fromEntries(
      roles.map(({ name, inputs }) => [name, inputs.assumeRolePolicy]),
    );
    assert.match(String(trust.shop), /"Service":"ec2\.amazonaws\.com"/);
    assert.match(String(trust["shop-service"]), /elasticbeanstalk\.amazonaws\.com.*sts:ExternalId/);
    const found = await options();
    assert.equal(found["aws:elasticbeanstalk:environment ServiceRole"], "shop-service");
    assert.equal(found["aws:autoscaling:launchconfiguration IamInstanceProfile"], "shop");
  });

  it("gives the URL and the names to read out", async () => {
    const { result } = await run(() => {
      const { url, environmentName } = new BeanstalkEnvironment("shop", base);
      return { url, environmentName };
    });
    assert.deepEqual(result, {
      url: "http://shop.elasticbeanstalk.example.com",
      environmentName: "shop",
    });
  });

  it("says what to do with an environment that has no address, without a stack trace", () => {
    assert.equal(environmentUrl("shop", "shop.example.com"), "http://shop.example.com");
    assert.throws(
      () => environmentUrl("shop", undefined),
      (error) =>
        error instanceof ExplainedError &&
        /^Elastic Beanstalk environment shop has no address: .*\n {2}reason: aws .*\n {2}fix: aws elasticbeanstalk terminate-environment --environment-name shop\n {2}once it is gone: .* solve --stack/.test(
          error.message,
        ),
    );
  });
});
