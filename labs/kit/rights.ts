import { iamClient } from "../../aws/iam/client.ts";
import { simulatedAllowed, type SimulatedRequest } from "../../aws/iam/simulation.ts";
import type { Subject } from "../contract/check.ts";

/** Which of the actions are allowed to an identity. */
export const allowedActions = async (
  { aws }: Pick<Subject, "aws">,
  request: SimulatedRequest,
): Promise<string[]> => simulatedAllowed(await aws.client(iamClient), request);
