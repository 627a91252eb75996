import { STACK } from "../cloudformation/types.ts";
import type { Service } from "../contract/service.ts";
import { logsOf } from "../logs/written-by.ts";
import { ENVIRONMENT } from "./types.ts";

/** The name of an environment's own CloudFormation stack, which contains the environment's id. */
export const STACK_NAME = /^awseb-(e-\w+)-stack$/;

/** An environment's stack has the environment's tags, and no tag that only AWS can write. */
export const ties: NonNullable<Service["ties"]> = {
  ...logsOf("/aws/elasticbeanstalk/", ENVIRONMENT),
  [STACK]: ({ name = "" }) => {
    const [, id] = STACK_NAME.exec(name) ?? [];
    return id === undefined ? [] : [{ how: "stack of environment", id }];
  },
};
