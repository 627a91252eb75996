/** An action, a resource or a value, or several. */
type Texts = string | readonly string[];

/** Operator -> condition key -> values. All of them have to hold. */
export type Condition = Readonly<Record<string, Readonly<Record<string, Texts>>>>;

interface Statement {
  /** Unique in the document. */
  readonly Sid: string;
  readonly Resource: Texts;
  readonly Condition?: Condition;
}

export interface Allow extends Statement {
  readonly Effect: "Allow";
  readonly Action: Texts;
}

export type Deny = Statement & { readonly Effect: "Deny" } & (
    { readonly Action: Texts } | { readonly NotAction: Texts }
  );

/** JSON of an identity policy. */
export const policyText = (Statement: readonly (Allow | Deny)[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/**
 * The same right until a moment. IAM compares the time of every request, so that access ends even if nobody removes it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws-dates.html
 */
export const until =
  (expires: string) =>
  (statement: Allow): Allow => ({
    ...statement,
    Condition: { ...statement.Condition, DateLessThan: { "aws:CurrentTime": moment(expires) } },
  });

/**
 * No right from a moment on, whoever gives it. A bucket's policy may name a user: IAM's own allowances that have ended do not
 * limit that, an explicit denial does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export const nothingFrom = (expires: string): Deny => ({
  Sid: "End",
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition: { DateGreaterThanEquals: { "aws:CurrentTime": moment(expires) } },
});

/**
 * A moment as IAM writes it: UTC, to the second.
 *
 * @throws when it is none, or has no time zone.
 */
function moment(text: string): string {
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Error(
      `expires "${text}" is not a time with its zone; write 2026-12-01T18:00:00+09:00`,
    );
  return new Date(text).toISOString().replace(/\.\d+/, "");
}
