import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { latestAmi } from "./ami.ts";
import { linuxUserData } from "./user-data.ts";

/** The content of a web server: exactly one of the two. */
export interface WebContent {
  /** HTML that httpd serves at `/`. */
  readonly page?: pulumi.Input<string>;
  /** A plain-text shell script or cloud-init document for the first boot that starts a web server on port 80. */
  readonly userData?: pulumi.Input<string>;
}

export interface LaunchTemplateArgs extends WebContent {
  readonly instanceType: string;
  readonly securityGroupId: pulumi.Input<string>;
  readonly profileName: pulumi.Input<string>;
  readonly publicIp: boolean;
  /** CPU and network metrics every minute instead of every five. */
  readonly detailedMonitoring: boolean;
  /** Tags of each instance and its volumes; set when the template is created. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Requires version 2 of the instance metadata service, which a forged request cannot reach. */
export const IMDSV2 = {
  httpEndpoint: "enabled",
  httpTokens: "required",
  httpPutResponseHopLimit: 1,
};

/** The size of the image. */
export const ROOT_VOLUME = { volumeType: "gp3", volumeSize: 8 };

/** The launch template of an Auto Scaling group: Amazon Linux 2023, IMDSv2, encrypted root volume. */
export function launchTemplate(
  name: string,
  args: LaunchTemplateArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.LaunchTemplate {
  const { instanceType, securityGroupId, profileName, publicIp, detailedMonitoring, tags } = args;
  return new aws.ec2.LaunchTemplate(
    name,
    {
      imageId: latestAmi("amazon-linux-2023", instanceType, opts),
      instanceType,
      iamInstanceProfile: { name: profileName },
      networkInterfaces: [
        // Terraform's schema uses a string here for a boolean that may also be unset.
        { associatePublicIpAddress: String(publicIp), securityGroups: [securityGroupId] },
      ],
      metadataOptions: IMDSV2,
      monitoring: { enabled: detailedMonitoring },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { ...ROOT_VOLUME, encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      userData: webUserData(args).apply((text) => Buffer.from(text).toString("base64")),
      // Auto Scaling tags the instances that it launches, but not their volumes.
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      updateDefaultVersion: true,
    },
    // A new image is released every few weeks, and extending a class changes the tag `expires`; either would replace every
    // server during a class.
    { ...opts, ignoreChanges: ["imageId", "tagSpecifications"] },
  );
}

/** @throws when both or neither of page and user data are given. */
export function checkContent(where: string, { page, userData }: WebContent): void {
  if ((page === undefined) === (userData === undefined))
    throw new Error(
      `${where} needs either a page or userData, and has ${page === undefined ? "neither" : "both"}`,
    );
}

const webUserData = ({ page, userData }: WebContent): pulumi.Output<string> =>
  page === undefined
    ? pulumi.output(userData ?? "")
    : linuxUserData([{ name: "web-server", env: { PAGE: page } }]);
