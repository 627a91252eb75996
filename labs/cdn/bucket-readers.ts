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

/** The principals that a bucket policy allows: a distribution by its ARN, others as named in the policy. */
export const readersIn = (policy: string): string[] =>
  POLICY.parse(JSON.parse(policy))
    .Statement.filter(({ Effect }) => Effect === "Allow")
    .map(
      ({ Principal, Condition }) =>
        Condition.StringEquals?.["AWS:SourceArn"] ?? JSON.stringify(Principal),
    );
