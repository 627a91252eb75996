import { readFileSync } from "node:fs";
import path from "node:path";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { latestAmi } from "../../../components/server/ami.ts";
import { PROJECT } from "../../../lib/project.ts";
import type { LabContext } from "../../contract/lab.ts";
import { serverPlace } from "./server-place.ts";

/**
 * The CloudFormation stack of a lab's template, a server in the shared network.
 *
 * @param template file in the lab's folder
 * @param more parameters that only this template has
 */
export function serverStack(
  context: LabContext,
  template: string,
  instanceType: string,
  more: Readonly<Record<string, string>> = {},
): aws.cloudformation.Stack {
  const { name, parent } = context;
  const { vpcId, subnetId, keyName, adminCidrs } = serverPlace(context);
  // A template cannot repeat a rule for each member of a list without a macro: the first block is the one let in.
  const [adminCidr] = adminCidrs;
  const parameters: Record<string, pulumi.Input<string>> = {
    InstanceType: instanceType,
    ImageId: latestAmi("amazon-linux-2023", instanceType, { parent }),
    VpcId: vpcId,
    SubnetId: subnetId,
    ...(keyName !== undefined && { KeyName: keyName }),
    ...(adminCidr !== undefined && { AdminCidr: adminCidr }),
    ...more,
  };
  const templateBody = readFileSync(path.join(PROJECT, "labs", name, template), "utf8");
  return new aws.cloudformation.Stack(
    name,
    { templateBody, parameters, capabilities: ["CAPABILITY_IAM"] },
    // A new image comes out every few weeks; taking it up would replace the server in the middle of a class.
    { parent, ignoreChanges: ["parameters.ImageId"] },
  );
}
