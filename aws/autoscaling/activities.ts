import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { all, type EndedServer } from "../contract/finder.ts";

/** The servers that a group has launched and terminated, as far as its activities show: AWS keeps them for six weeks. */
export async function endedServers(
  autoScaling: AutoScaling,
  AutoScalingGroupName: string,
): Promise<EndedServer[]> {
  const activities = await all(
    autoScaling.paginateDescribeScalingActivities({ AutoScalingGroupName }),
    ({ Activities }) => Activities,
  );
  const launches = new Map<string, Date>();
  const ends = new Map<string, Date>();
  for (const { Description = "", StartTime, EndTime } of activities) {
    const launched = /^Launching a new EC2 instance.*?: (i-\w+)/.exec(Description)?.[1];
    const ended = /^Terminating EC2 instance: (i-\w+)/.exec(Description)?.[1];
    if (launched !== undefined && StartTime !== undefined) launches.set(launched, StartTime);
    if (ended !== undefined && EndTime !== undefined) ends.set(ended, EndTime);
  }
  return [...ends].flatMap(([id, until]) => {
    const at = launches.get(id);
    return at === undefined ? [] : [{ id, at, until }];
  });
}
