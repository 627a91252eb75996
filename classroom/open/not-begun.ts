import { RunError } from "@pulumi/pulumi/errors.js";
import { isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { WrongAccountError } from "../../aws/sts/wrong-account.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { ClassNotBegunError } from "../console/not-begun.ts";

/**
 * Runs `work`, which changes nothing.
 *
 * @throws ClassNotBegunError for whatever it refuses; errors of credentials and account unchanged
 */
export async function notBegun<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCredentialsError(error) || error instanceof WrongAccountError) throw error;
    if (error instanceof ExplainedError || error instanceof RunError)
      throw new ClassNotBegunError(error.message);
    throw error;
  }
}
