import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { stacks } from "./finder.ts";
import { STACK } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "CloudFormation stacks",
    service: "cloudformation",
    code: "L-0485CB21",
    standard: 2000,
    source:
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
    needs: oneEach([STACK]),
    used: foundBy(stacks),
  },
];
