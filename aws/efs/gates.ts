import type { Precheck } from "../contract/precheck.ts";
import { serviceRoleGate } from "../iam/service-role.ts";
import { FILE_SYSTEM } from "./types.ts";

export const gates: readonly Precheck[] = [
  serviceRoleGate({
    name: "Amazon EFS",
    service: "elasticfilesystem.amazonaws.com",
    role: "AWSServiceRoleForAmazonElasticFileSystem",
    types: [FILE_SYSTEM],
  }),
];
