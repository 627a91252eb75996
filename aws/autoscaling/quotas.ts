import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { autoScalingGroups } from "./finder.ts";
import { GROUP } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "Auto Scaling groups",
    service: "autoscaling",
    code: "L-CDE20ADC",
    standard: 500,
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html",
    needs: oneEach([GROUP]),
    used: foundBy(autoScalingGroups),
  },
];
