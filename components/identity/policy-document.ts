/** One or several actions, resources or values. */
type Texts = string | readonly string[];

/** Operator -> condition key -> values. All of them must match. */
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
 * Adds an end time to a statement. IAM compares the time of every request, so that access ends even if nobody removes it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws-dates.html
 */
export const until =
  (expires: string) =>
  (statement: Allow): Allow => ({
    ...statement,
    Condition: { ...statement.Condition, DateLessThan: { "aws:CurrentTime": moment(expires) } },
  });

/**
 * Denies everything from a given time on, whoever allows it. A bucket policy may name a user: expired IAM allowances do not
 * limit that, but an explicit denial does.
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
 * A time in IAM's format: UTC, to the second.
 *
 * @throws when the text is not a time, or has no time zone.
 */
function moment(text: string): string {
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Error(
      `expires "${text}" is not a time with its zone; write 2026-12-01T18:00:00+09:00`,
    );
  return new Date(text).toISOString().replace(/\.\d+/, "");
}
