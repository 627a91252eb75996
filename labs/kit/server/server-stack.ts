import { readFileSync } from "node:fs";
import path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { latestAmi } from "../../../components/server/ami.ts";
import { instanceConnectPrefixList } from "../../../components/server/instance-connect.ts";
import { ExplainedError } from "../../../lib/errors.ts";
import { PROJECT } from "../../../lib/project.ts";
import type { LabContext } from "../../contract/lab.ts";
import { serverPlace } from "./server-place.ts";

/**
 * The CloudFormation stack of a lab's template: a server in the shared network.
 *
 * @param template a file in the lab's folder
 * @param more parameters that only this template has
 */
export function serverStack(
  context: LabContext,
  template: string,
  instanceType: string,
  more: Readonly<Record<string, string>> = {},
): aws.cloudformation.Stack {
  const { name, parent } = context;
  const { vpcId, subnetId, keyName, adminCidrs, instanceConnectReason } = serverPlace(context);
  // Without a macro, a template cannot repeat a rule for each member of a list: only the first block is allowed.
  const [adminCidr] = adminCidrs;
  const parameters: Record<string, pulumi.Input<string>> = {
    InstanceType: instanceType,
    ImageId: latestAmi("amazon-linux-2023", instanceType, { parent }),
    VpcId: vpcId,
    SubnetId: subnetId,
    ...(keyName !== undefined && { KeyName: keyName }),
    ...(adminCidr !== undefined && { AdminCidr: adminCidr }),
    ...(instanceConnectReason !== undefined && {
      ConsolePrefixList: instanceConnectPrefixList(undefined, { parent }),
    }),
    ...more,
  };
  const templateBody = readFileSync(path.join(PROJECT, "labs", name, template), "utf8");
  return new aws.cloudformation.Stack(
    name,
    // A failed stack that stays, rolled back, can be neither updated nor created again: it has no outputs.
    { templateBody, parameters, capabilities: ["CAPABILITY_IAM"], onFailure: "DELETE" },
    // A new image is released every few weeks and would replace the server during a class. A changed onFailure would replace a
    // stack that an older version created.
    { parent, ignoreChanges: ["parameters.ImageId", "onFailure"] },
  );
}

/**
 * An output of a template's stack.
 *
 * @throws ExplainedError when there is none: a stack whose creation failed has no outputs
 */
export const stackOutput = (
  { name, outputs, id }: aws.cloudformation.Stack,
  key: string,
): pulumi.Output<string> =>
  pulumi
    .all([name, outputs as pulumi.Output<Record<string, string> | undefined>, id])
    .apply(([stack, its, stackId]) => {
      const value = its?.[key];
      if (value !== undefined) return value;
      throw new ExplainedError(
        `CloudFormation stack ${stack} has no output ${key}: its creation failed, or was rolled back.\n` +
          `  reason: aws cloudformation describe-stack-events --stack-name ${stackId}\n` +
          `  fix: aws cloudformation delete-stack --stack-name ${stackId}\n  once it is gone: npm run class -- solve --stack ${pulumi.getStack()}`,
      );
    });
