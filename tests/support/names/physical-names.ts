import type { Recorded } from "../mocks.ts";

/** The input that AWS wants to be unique in an account and region, where it is not `name`. */
const PHYSICAL_NAME: Readonly<Record<string, string>> = {
  "aws:cloudwatch/dashboard:Dashboard": "dashboardName",
  "aws:ec2/keyPair:KeyPair": "keyName",
  "aws:rds/instance:Instance": "identifier",
  "aws:s3/bucket:Bucket": "bucket",
};

/** `type name` of what the program names itself; what it leaves to Pulumi has a name of its own each time. */
export function physicalNames(resources: readonly Recorded[]): string[] {
  // A record's name is unique in its zone only, an inline policy's in its role, a version's in its application.
  const named = resources.filter(({ type }) =>
    /^aws:(?!route53.record|iam.\w+Policy:|elasticbeanstalk.applicationVersion)/.test(type),
  );
  return named.flatMap(({ type, inputs }) => {
    const name = inputs[PHYSICAL_NAME[type] ?? "name"];
    return typeof name === "string" ? [`${type} ${name}`] : [];
  });
}
