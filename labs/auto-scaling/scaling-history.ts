import type { Activity } from "@aws-sdk/client-auto-scaling";
import { autoScalingClient } from "../../aws/autoscaling/client.ts";
import type { Subject } from "../contract/check.ts";
import { CannotTell } from "../contract/outcome.ts";

/** The activity history of the lab's group, newest first. */
export async function activitiesNow({ lab, aws }: Subject): Promise<Activity[]> {
  const client = await aws.client(autoScalingClient);
  const { Activities = [] } = await client.describeScalingActivities({
    AutoScalingGroupName: lab.text("groupName"),
  });
  return Activities;
}

/**
 * How alarms have changed the group's size.
 *
 * @param activities the newest first
 * @param load how to put load on the group
 * @throws CannotTell when the group has not grown yet, or has not shrunk again
 */
export function scalingHistory(
  activities: readonly Pick<Activity, "Cause">[],
  load = "on a server, run the command in the lab's output stress",
): string {
  const steps = activities.flatMap(({ Cause = "" }) => {
    const [, from, to] = /triggered policy .*? from (\d+) to (\d+)/.exec(Cause) ?? [];
    return from === undefined || to === undefined ? [] : [[Number(from), Number(to)] as const];
  });
  const grown = steps.filter(([from, to]) => to > from);
  if (grown.length === 0)
    throw new CannotTell(`no load has added a server yet: ${load}`, "exercise");
  const most = Math.max(...grown.map(([, to]) => to));
  const [[from, to] = [0, 0]] = steps;
  if (to > from)
    throw new CannotTell(`the group has grown to ${most} and not shrunk yet`, "exercise");
  return `grown to ${most}, back to ${to}`;
}
