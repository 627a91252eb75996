import { stripVTControlCharacters } from "node:util";
import { agreedByHand, type ByHandChoice } from "../../../classroom/destroy/by-hand.ts";
import type { ByHand } from "../../../classroom/search/by-hand.ts";
import type { Leftover } from "../../../classroom/search/leftover.ts";
import type { LockedByHand } from "../../../classroom/search/locked-resources.ts";

export const made = (id: string): Leftover => ({
  ...{ kind: "subnet", id, region: "ap-northeast-2", standing: "proven", why: "in vpc-1" },
  ...{ order: 0, going: false, remove: () => Promise.resolve() },
});

/** What a gate finds, and notes; what it says of who has made it comes with `by minji`. */
export function gateTo(found: Partial<ByHand>, locked: readonly LockedByHand[] = []) {
  const all: ByHand = { inside: [], attached: [], unseen: [], ...found };
  const noted: (readonly Leftover[])[] = [];
  const signed = (each: Leftover): Leftover => ({ ...each, why: `${each.why}; by minji` });
  const gate = {
    find: () => Promise.resolve(all),
    attributed: ({ inside, attached, unseen }: ByHand) =>
      Promise.resolve({ inside: inside.map(signed), attached: attached.map(signed), unseen }),
    locked: () => Promise.resolve(locked),
    noteAttached: (attached: readonly Leftover[]) => {
      noted.push(attached);
      return Promise.resolve();
    },
  };
  return { gate, noted };
}

/** What is agreed to, by whoever gives this answer. */
export async function agreed(
  found: Partial<ByHand>,
  answer = true,
  { locked = [], ...choice }: Partial<ByHandChoice> & { locked?: readonly LockedByHand[] } = {},
) {
  const { gate, noted } = gateTo(found, locked);
  const asked: (readonly Leftover[])[] = [];
  const lines: string[] = [];
  const consent = (shown: readonly Leftover[]) => {
    asked.push(shown);
    return Promise.resolve(answer);
  };
  const report = (line: string) => void lines.push(line);
  const whole = { stack: "dev", consent, report, deleteProtected: false, ...choice };
  const { found: result, locked: lifted } = await agreedByHand(gate, whole);
  return { result, lifted, asked, noted, said: stripVTControlCharacters(lines.join("\n")) };
}
