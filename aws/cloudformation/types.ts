import type { ServiceTypes } from "../contract/resource-type.ts";

export const STACK = "aws:cloudformation/stack:Stack";

/** The labs' templates output their instance's id as `InstanceId`. */
export const types: ServiceTypes = {
  [STACK]: {
    cloudFormation: "AWS::CloudFormation::Stack",
    runs: ["aws:ec2/instance:Instance", "outputs", "InstanceId"],
  },
};
