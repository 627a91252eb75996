import assert from "node:assert/strict";
import type { Input, Key } from "../../../support/engine/aws-calls.ts";
import { ACCOUNT, type EmulatedAws, emulatedAws } from "../../../support/engine/emulated-aws.ts";

export { ACCOUNT };
export const SEOUL = "ap-northeast-2";

export type Statement = Readonly<Record<string, unknown>>;
export type Call = readonly [operation: `${string}.${string}`, parameters?: Input, region?: string];

/** A user with tag `student: s1`, and an emulator that enforces its policies. */
export interface Student extends Pick<EmulatedAws, "aws" | "awsText" | "endpoint"> {
  /** Gives the user this policy and no other. */
  readonly may: (...statements: readonly Statement[]) => Promise<void>;
  /** What became of a call by the user: done, when nothing but its rights could stop it. */
  readonly outcome: (call: Call, key?: Key) => Promise<"allowed" | "denied">;
  readonly key: () => Key;
}

export const document = (...Statement: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** Call it inside `describe`. */
export function student(): Student {
  // Strict, it would refuse some tricks for their values, before it asks for the rights.
  const { aws, awsText, endpoint } = emulatedAws(false);
  let key: Key;

  before(async () => {
    await aws("iam.create_user", { UserName: "s1", Tags: [{ Key: "student", Value: "s1" }] });
    key = (await aws(
      "iam.create_access_key",
      { UserName: "s1" },
      "AccessKey.[AccessKeyId, SecretAccessKey]",
    )) as Key;
    const enforced = await fetch(`${endpoint()}/moto-api/reset-auth`, {
      method: "POST",
      body: "0",
    });
    assert.ok(enforced.ok);
  });

  return {
    aws,
    awsText,
    endpoint,
    key: () => key,
    async may(...statements) {
      const policy = {
        UserName: "s1",
        PolicyName: "rights",
        PolicyDocument: document(...statements),
      };
      await aws("iam.put_user_policy", policy);
    },
    async outcome([operation, parameters = {}, region = SEOUL], by = key) {
      try {
        await aws(operation, parameters, "@", region, by);
      } catch (error) {
        const message = (error as Error).message;
        if (/^(AccessDenied|UnauthorizedOperation|403)/.test(message)) return "denied";
        // Past its rights it may fail: the emulator is asked for things that are not there.
        assert.doesNotMatch(
          message,
          /^(InternalError|5\d\d|ResponseParser|InvalidClientToken|Unrecognized|(Invalid)?Signature)/,
          operation,
        );
      }
      return "allowed";
    },
  };
}
