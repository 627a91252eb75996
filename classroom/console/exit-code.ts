import { isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { ClassNotBegunError } from "./not-begun.ts";
import { WrongAccountError } from "../../aws/sts/wrong-account.ts";

/** What the exit codes of commands mean. Released: workflows may rely on them. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  inconclusive: 2,
  noCredentials: 3,
  wrongAccount: 4,
  overdue: 5,
} as const;

type Outcome = keyof typeof EXIT_CODES;

/** The same in words, for help and docs/commands.md. */
const MEANINGS: Readonly<Record<Outcome, string>> = {
  done: "done; check: something passed, nothing failed, and everything that can be tested was; preflight: all is ready",
  failed: "failed, refused, or called with wrong options or settings: the message says what to do",
  inconclusive:
    "check, preflight, rehearse, status: nothing failed, but something that can be tested or read was not; open: nothing was begun",
  noCredentials: "AWS credentials are missing, expired or not valid",
  wrongAccount: "the credentials or AWS_ENDPOINT_URL lead to another account than the stack's",
  overdue: "expire, without --yes: a stack has expired and is still there",
};

/** Code and meaning, in the order of the codes. */
export const exitCodes: readonly (readonly [code: number, meaning: string])[] = (
  Object.keys(EXIT_CODES) as Outcome[]
).map((outcome) => [EXIT_CODES[outcome], MEANINGS[outcome]]);

/** The same, a line each, for help. */
export const describedExitCodes = (): string =>
  exitCodes.map(([code, meaning]) => `  ${code}  ${meaning}`).join("\n");

/** The exit code for a command that failed with this error. */
export function exitCodeOf(error: unknown): number {
  if (isCredentialsError(error)) return EXIT_CODES.noCredentials;
  if (error instanceof WrongAccountError) return EXIT_CODES.wrongAccount;
  if (error instanceof ClassNotBegunError) return EXIT_CODES.inconclusive;
  return EXIT_CODES.failed;
}

/** The exit code when all failures have the same one, such as that of a wrong account; else 1. */
export function worstOf(codes: readonly number[]): number {
  const [first = EXIT_CODES.done, ...others] = new Set(
    codes.filter((code) => code !== EXIT_CODES.done),
  );
  return others.length === 0 ? first : EXIT_CODES.failed;
}
