import type * as pulumi from "@pulumi/pulumi";

/**
 * Properties that the emulator (moto 5.2.5) forgets or invents, so that every run would find them changed.
 * On AWS they are kept, so this belongs to the local stack alone. See engine/README.md for each.
 */
const FORGOTTEN: Readonly<Record<string, readonly string[]>> = {
  "aws:autoscaling/policy:Policy": ["enabled", "predictiveScalingConfiguration"],
  "aws:cloudfront/distribution:Distribution": ["viewerCertificate"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["tagSpecifications"],
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": ["tags"],
  "aws:rds/parameterGroup:ParameterGroup": ["parameters"],
};

/** Lets a stack on the emulator settle: what the emulator cannot keep is set once and not compared again. */
export const emulatorGaps: pulumi.ResourceTransformation = ({ type, props, opts }) => {
  const forgotten = FORGOTTEN[type];
  if (!forgotten) return undefined;
  const ignoreChanges = [...(opts.ignoreChanges ?? []), ...forgotten];
  return { props, opts: { ...opts, ignoreChanges } };
};
