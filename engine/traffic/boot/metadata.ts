import type { ServerFacts } from "./facts.ts";

/**
 * Answers of the metadata service, by path below /latest. They do not include credentials of a role: 404, as for a server without
 * a role.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html
 */
export function metadataTree(facts: ServerFacts): Readonly<Record<string, string>> {
  const { instanceId, imageId, instanceType, accountId, region, availabilityZone } = facts;
  const { privateIp, publicIp } = facts;
  const document = {
    accountId,
    architecture: "x86_64",
    availabilityZone,
    imageId,
    instanceId,
    instanceType,
    privateIp,
    region,
    version: "2017-09-30",
  };
  return {
    "meta-data/ami-id": imageId,
    "meta-data/hostname": privateName(facts),
    "meta-data/instance-id": instanceId,
    "meta-data/instance-type": instanceType,
    "meta-data/local-hostname": privateName(facts),
    "meta-data/local-ipv4": privateIp,
    "meta-data/placement/availability-zone": availabilityZone,
    "meta-data/placement/region": region,
    ...(publicIp !== undefined && { "meta-data/public-ipv4": publicIp }),
    "meta-data/services/domain": "amazonaws.com",
    "dynamic/instance-identity/document": JSON.stringify(document, undefined, 2),
    ...(facts.userData !== undefined && {
      "user-data": Buffer.from(facts.userData, "base64").toString(),
    }),
  };
}

/** The private DNS name, by the address. */
export const privateName = ({ privateIp, region }: ServerFacts): string => {
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${privateIp.replaceAll(".", "-")}.${domain}`;
};
