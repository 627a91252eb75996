import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { isNetwork, saying } from "../../aws/errors.ts";

/** Resources that the class already has, and therefore does not need again. */
export interface OwnParts {
  /** The ids of the class and its students: a resource tagged with one of them is the class's. */
  readonly classIds: readonly string[];
  /** Resources of their stacks: reading tags may need one call each, and some resources are only counted by AWS. */
  readonly held: readonly Pick<DeployedResource, "type" | "id">[];
}

/** How to call AWS. */
export interface Asking extends OwnParts {
  readonly aws: Aws;
  /** Timeout of one call. */
  readonly callMs: number;
}

/** The text for what an emulator does not know, or cannot answer for AWS. */
export const NOT_HERE = "not answered here";

/** Why there is no answer. @throws errors that do not come from AWS: a defect of ours, or invalid credentials */
export function unanswered(error: unknown, { aws }: Pick<Asking, "aws">): string {
  if (isNetwork(error)) return error instanceof Error ? error.message : saying(error);
  const { $metadata } = error as { $metadata?: unknown };
  if ($metadata === undefined || isCredentialsError(error)) throw error;
  return aws.endpoint === undefined ? saying(error) : NOT_HERE;
}

/** What to do when AWS has not answered; an emulator never will. */
export const askAgain = ({ aws }: Pick<Asking, "aws">): { readonly fix?: string } =>
  aws.endpoint === undefined
    ? { fix: "allow what AWS refuses, or wait until it answers, then npm run class -- preflight" }
    : {};
