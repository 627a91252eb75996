import type { Precheck } from "../contract/precheck.ts";
import { serviceRoleGate } from "../iam/service-role.ts";
import { GROUP } from "./types.ts";

export const gates: readonly Precheck[] = [
  serviceRoleGate({
    name: "Auto Scaling",
    service: "autoscaling.amazonaws.com",
    role: "AWSServiceRoleForAutoScaling",
    types: [GROUP],
  }),
];
