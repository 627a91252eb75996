import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export type OperatingSystem = "amazon-linux-2023" | "windows-2022";
export type Architecture = "x86_64" | "arm64";

/** Families with AWS's own Arm processors have a g after their generation: t4g, m7g, c7gn, r8gd. */
export const architecture = (instanceType: string): Architecture =>
  /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";

/**
 * The newest public image of an operating system, from the public SSM parameters.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
 *
 * @param region where the image is used @default the provider's
 * @throws for Windows on an Arm instance type: there is no such image
 */
export function latestAmi(
  os: OperatingSystem,
  instanceType: string,
  opts: pulumi.InvokeOptions = {},
  region?: string,
): pulumi.Output<string> {
  const name = imageParameter(os, architecture(instanceType));
  // Parameter values count as secret; the id of a public image is not secret.
  return pulumi.unsecret(aws.ssm.getParameterOutput({ name, region }, opts).value);
}

/** The name of the public SSM parameter with the id of the newest image. @throws as latestAmi */
export function imageParameter(os: OperatingSystem, cpu: Architecture): string {
  if (os === "amazon-linux-2023") {
    return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${cpu}`;
  }
  if (cpu === "arm64") throw new Error("Windows Server runs on x86 instance types only, e.g. t3");
  return "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base";
}
