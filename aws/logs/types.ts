import type { ServiceTypes } from "../contract/resource-type.ts";

export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const types: ServiceTypes = { [LOG_GROUP]: {} };
