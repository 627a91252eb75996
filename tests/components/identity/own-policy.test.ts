import assert from "node:assert/strict";
import { ownPolicy } from "../../../components/identity/own-policy.ts";

const EXPIRES = "2026-12-01T18:00:00+09:00";
const SITE = "arn:aws:cloudfront::123456789012:distribution/E1";
const SECRET = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds!db-1";

describe("the policy for single resources", () => {
  it("allows each kind's actions on what is listed, until the class ends", () => {
    const text = ownPolicy(
      [
        { kind: "secret", arn: SECRET },
        { kind: "distribution", arn: SITE },
        { kind: "distribution", arn: SITE },
      ],
      EXPIRES,
    );
    assert.deepEqual(JSON.parse(text), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OwnResources",
          Effect: "Allow",
          Action: [
            "cloudfront:CreateInvalidation",
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
          ],
          Resource: [SITE, SECRET],
          Condition: { DateLessThan: { "aws:CurrentTime": "2026-12-01T09:00:00Z" } },
        },
      ],
    });
  });

  it("is refused for nothing, and where a user cannot have it", () => {
    assert.throws(() => ownPolicy([], EXPIRES), /leave it out/);
    const many = Array.from({ length: 40 }, (_, at) => ({
      kind: "hostedZone" as const,
      arn: `arn:aws:route53:::hostedzone/Z${at}-0123456789ABCDEFGHI`,
    }));
    assert.throws(
      () => ownPolicy(many, EXPIRES),
      /40 resources has \d+ characters: a user has at most 2048/,
    );
  });
});
