import { createHash } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { ExplainedError } from "../../lib/errors.ts";
import { keyOf } from "../gateway/gateway.ts";
import type { Leftover } from "../search/leftover.ts";
import { plural, pluralIs } from "../console/plural.ts";

/** The confirmation, typed here or in the call, is wrong. */
export class NotConfirmedError extends ExplainedError {}

export interface Confirmation {
  readonly className: string;
  /** Undefined when there is none, as on the emulator. */
  readonly account: string | undefined;
  /** The class's name, given in the call. */
  readonly confirmed: string | undefined;
  /** What `tokenOf` returned for the list that was read, given in the call. */
  readonly uncertain: string | undefined;
  /** Asks a question; returns undefined when nobody is there. */
  readonly ask?: (question: string) => Promise<string | undefined>;
}

const isUncertain = ({ standing }: Leftover): boolean =>
  standing === "claimed" || standing === "disputed";

const countOf = (account: string | undefined, uncertain: readonly Leftover[]): string =>
  `${account ?? "local"}:${uncertain.length}`;

/**
 * Confirms in a call what only tags or names identify: account, number, and a code of which resources these are. Until that call,
 * somebody who may tag can put other resources on the list.
 *
 * @returns undefined when there is nothing to confirm
 */
export function tokenOf(
  shown: readonly Leftover[],
  account: string | undefined,
): string | undefined {
  const uncertain = shown.filter(isUncertain);
  if (uncertain.length === 0) return undefined;
  const keys = JSON.stringify(uncertain.map(keyOf).sort());
  const code = createHash("sha256").update(keys).digest("hex").slice(0, 8);
  return `${countOf(account, uncertain)}:${code}`;
}

/**
 * Which of the shown resources may be deleted. The class's name confirms what is proven to be the class's; account and count
 * confirm what only tags or names identify, with its code where another run has shown it.
 *
 * @throws NotConfirmedError when something is typed wrong: nothing is deleted then
 */
export async function confirmed(
  shown: readonly Leftover[],
  { className, account, confirmed: typed, uncertain, ask = askAtTerminal }: Confirmation,
): Promise<readonly Leftover[]> {
  const proven = shown.filter(({ standing }) => standing === "proven");
  const others = shown.filter(isUncertain);
  const result: Leftover[] = [];
  if (proven.length > 0) {
    const question = `${plural(proven.length, "resource")} of the class will be deleted for good. Type the class's name: `;
    const answer = typed ?? (await answered(question, `--delete --yes ${className}`, ask));
    if (answer !== className)
      throw new NotConfirmedError(
        `Nothing was deleted: "${answer}" is not the class's name, ${className}`,
      );
    result.push(...proven);
  }
  if (others.length === 0) return result;
  const token = tokenOf(shown, account);
  if (uncertain !== undefined) {
    if (uncertain === token) return [...result, ...others];
    throw new NotConfirmedError(
      `Nothing was deleted: "${uncertain}" does not confirm the resources that are not certain now, listed above. If these are to be deleted: --uncertain ${token}`,
    );
  }
  const wanted = countOf(account, others);
  const question = `${pluralIs(others.length, "resource")} not certain to be the class's. To delete these, too, type ${wanted}; Enter keeps them: `;
  // A call that confirms only what is certain has decided, and is not asked for the rest.
  const answer = (typed === undefined ? ((await ask(question)) ?? "") : "").trim();
  if (answer === "") return result;
  if (answer !== wanted)
    throw new NotConfirmedError(
      `Nothing was deleted: "${answer}" is not the account and the number shown, ${wanted}`,
    );
  return [...result, ...others];
}

async function answered(
  question: string,
  call: string,
  ask: (question: string) => Promise<string | undefined>,
): Promise<string> {
  const answer = await ask(question);
  if (answer !== undefined) return answer.trim();
  throw new NotConfirmedError(
    `Nothing was deleted: there is no terminal to confirm it in; write ${call}`,
  );
}

async function askAtTerminal(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
