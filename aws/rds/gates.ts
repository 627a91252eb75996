import type { Precheck } from "../contract/precheck.ts";
import { serviceRoleGate } from "../iam/service-role.ts";
import { INSTANCE } from "./types.ts";

export const gates: readonly Precheck[] = [
  serviceRoleGate({
    name: "Amazon RDS",
    service: "rds.amazonaws.com",
    role: "AWSServiceRoleForRDS",
    types: [INSTANCE],
  }),
];
