import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { isNetwork, saying } from "../../aws/errors.ts";

/** What the class has already, and therefore does not need on top. */
export interface OwnParts {
  /** The ids of the class and its students: what carries one of them is the class's. */
  readonly classIds: readonly string[];
  /** What their stacks hold: tags may take a call each, and some things AWS only counts. */
  readonly held: readonly Pick<DeployedResource, "type" | "id">[];
}

/** How AWS is asked. */
export interface Asking extends OwnParts {
  readonly aws: Aws;
  /** How long one question may take. */
  readonly callMs: number;
}

/** Said of what an emulator does not know, or where its answer says nothing of AWS. */
export const NOT_HERE = "not answered here";

/** Why there is no answer. @throws what is no answer of AWS's: a defect of ours, or credentials that do not work */
export function unanswered(error: unknown, { aws }: Pick<Asking, "aws">): string {
  if (isNetwork(error)) return error instanceof Error ? error.message : saying(error);
  const { $metadata } = error as { $metadata?: unknown };
  if ($metadata === undefined || isCredentialsError(error)) throw error;
  return aws.endpoint === undefined ? saying(error) : NOT_HERE;
}

/** What to do where AWS has not answered; an emulator never will. */
export const askAgain = ({ aws }: Pick<Asking, "aws">): { readonly fix?: string } =>
  aws.endpoint === undefined
    ? { fix: "allow what AWS refuses, or wait until it answers, then npm run class -- preflight" }
    : {};
