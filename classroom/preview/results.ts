import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { EXIT_CODES, exitCodeOf } from "../console/exit-code.ts";
import {
  ENVIRONMENT_PREVIEW,
  type EnvironmentPreview,
  isForbidden,
} from "./environment-preview.ts";
import { failureOf } from "./failure.ts";

/** The preview of one stack, and its own exit code. */
export interface Result {
  readonly preview: EnvironmentPreview;
  readonly code: number;
}

export const resultOf = (preview: EnvironmentPreview): Result => ({
  preview,
  code: isDeployable(preview) ? EXIT_CODES.done : EXIT_CODES.failed,
});

const isDeployable = ({ failure, findings = [] }: EnvironmentPreview): boolean =>
  failure === undefined && !findings.some(isForbidden);

/**
 * A stack that cannot be previewed has a result, too, so that the others are still shown. The full error is in the command's own
 * log.
 *
 * @throws the error, when it is not explained
 */
export function failed(stack: string, emulated: boolean, error: unknown, report: Report): Result {
  if (!(error instanceof ExplainedError)) throw error;
  report(error.message);
  const failure = failureOf(undefined, error.message, []);
  return { preview: withoutChanges(stack, emulated, failure), code: exitCodeOf(error) };
}

/** Reads the results of another run from a file; if it is missing or empty, that run's log says why. */
export function writtenIn(file: string): Result[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const previews =
    text.trim() === ""
      ? [withoutChanges(path.basename(file, ".json"), false, NO_RESULT)]
      : z.array(ENVIRONMENT_PREVIEW).parse(JSON.parse(text));
  return previews.map(resultOf);
}

const NO_RESULT = "the preview wrote no result: see its log";

const withoutChanges = (stack: string, emulated: boolean, failure: string): EnvironmentPreview => ({
  ...{ stack, emulated, failure, changes: [], unchanged: 0 },
});
