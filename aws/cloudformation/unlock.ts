import { regionIn, switched } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { cloudFormationClient } from "./client.ts";
import { STACK } from "./types.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html */
export const locks: NonNullable<Service["locks"]> = {
  [STACK]: [
    switched(
      "termination protection",
      async (aws, stack) => {
        const cloudFormation = await aws.client(cloudFormationClient, regionIn(stack));
        const { Stacks = [] } = await cloudFormation.describeStacks({ StackName: stack.id });
        return Stacks[0]?.EnableTerminationProtection;
      },
      async (aws, stack, EnableTerminationProtection) =>
        (await aws.client(cloudFormationClient, regionIn(stack))).updateTerminationProtection({
          StackName: stack.id,
          EnableTerminationProtection,
        }),
    ),
  ],
};
