import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { autoScalingClient } from "./client.ts";
import { GROUP } from "./types.ts";

/** CodeDeploy's own hooks, which it deletes itself. */
const CODE_DEPLOY = "CodeDeploy-";

/**
 * Lifecycle hooks with which a server waits for up to two days before it is terminated.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html
 */
export const children: NonNullable<Service["children"]> = {
  [GROUP]: async (aws, group) => {
    const autoScaling = await aws.client(autoScalingClient, regionIn(group));
    const its = { AutoScalingGroupName: group.id };
    const { LifecycleHooks = [] } = await autoScaling.describeLifecycleHooks(its);
    return LifecycleHooks.filter(
      ({ LifecycleTransition, LifecycleHookName = "" }) =>
        LifecycleTransition === "autoscaling:EC2_INSTANCE_TERMINATING" &&
        !LifecycleHookName.startsWith(CODE_DEPLOY),
    ).map(({ LifecycleHookName = "" }) => ({
      kind: "lifecycle hook",
      id: LifecycleHookName,
      remove: () => autoScaling.deleteLifecycleHook({ ...its, LifecycleHookName }),
    }));
  },
};
