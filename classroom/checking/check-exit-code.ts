import { EXIT_CODES } from "../console/exit-code.ts";
import type { Result } from "./run-checks.ts";

/**
 * The exit code for these results: success only when something passed, nothing failed, and everything that can be tested here was
 * tested.
 */
export function exitCodeFor(results: readonly Pick<Result, "outcome" | "obstacle">[]): number {
  const has = (outcome: Result["outcome"]) => results.some((result) => result.outcome === outcome);
  const isHidden = (obstacle: Result["obstacle"]) =>
    results.some((result) => result.obstacle === obstacle);
  if (isHidden("credentials")) return EXIT_CODES.noCredentials;
  if (has("fail")) return EXIT_CODES.failed;
  if (isHidden("unseen") || !has("pass")) return EXIT_CODES.inconclusive;
  return EXIT_CODES.done;
}
