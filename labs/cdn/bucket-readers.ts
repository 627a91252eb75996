import { z } from "zod";

const POLICY = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Principal: z.unknown(),
      Condition: z
        .object({ StringEquals: z.object({ "AWS:SourceArn": z.string() }).partial() })
        .partial()
        .default({}),
    }),
  ),
});

/** Whom a bucket's policy allows something: a distribution by its ARN, others as the policy names them. */
export const readersIn = (policy: string): string[] =>
  POLICY.parse(JSON.parse(policy))
    .Statement.filter(({ Effect }) => Effect === "Allow")
    .map(
      ({ Principal, Condition }) =>
        Condition.StringEquals?.["AWS:SourceArn"] ?? JSON.stringify(Principal),
    );
