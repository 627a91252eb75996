import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";

const now = new Date("2026-11-24T00:00:00Z");

/** A stack's values that are right, in Pulumi's form, changed by `changes`. */
export const values = (changes: Record<string, string>): Record<string, string> => ({
  "aws:region": "ap-northeast-2",
  "class:environment": "dev",
  "class:expires": "2026-11-24T18:00:00+09:00",
  ...changes,
});

export const parse = (changes: Record<string, string>) =>
  parseConfig({ stack: "dev", values: values(changes), now });

export function problemsIn(changes: Record<string, string>): readonly Problem[] {
  try {
    parse(changes);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

export const labs = (settings: Record<string, unknown>) => ({
  "class:labs": JSON.stringify(settings),
});

/** Mistake, the key it is found at, words of the reason, words of the fix. */
export type Mistake = readonly [Record<string, string>, string, RegExp, RegExp];

/** A test for each mistake. */
export function itExplains(mistakes: readonly Mistake[]): void {
  for (const [changes, key, reason, fix] of mistakes) {
    it(`answers ${JSON.stringify(changes)} with the key, the reason and the fix`, () => {
      const [problem, ...more] = problemsIn(changes);
      assert.deepEqual([problem?.key, more], [key, []]);
      assert.match(problem?.reason ?? "", reason);
      assert.match(problem?.fix ?? "", fix);
    });
  }
}
