import type { Context } from "./conditions.ts";

/** A statement's resource, the request's, its keys, whether they meet. */
export const RESOURCES: readonly (readonly [string | string[], string, Context, boolean])[] = [
  ["arn:aws:s3:::class-*/*", "arn:aws:s3:::class-1/a/b", {}, true],
  ["arn:aws:s3:::class-?/*", "arn:aws:s3:::class-10/a", {}, false],
  ["arn:aws:s3:::Class-1", "arn:aws:s3:::class-1", {}, false],
  ["arn:aws:ec2:*:*:image/*", "arn:aws:ec2:ap-northeast-2::image/ami-1", {}, true],
  [["arn:aws:s3:::a", "arn:aws:s3:::b"], "arn:aws:s3:::b", {}, true],
  ["arn:aws:s3:::a.b", "arn:aws:s3:::axb", {}, false],
  [
    "arn:aws:s3:::class/${aws:username}/*",
    "arn:aws:s3:::class/minji/a",
    { "aws:username": "minji" },
    true,
  ],
  [
    "arn:aws:s3:::class/${aws:username}/*",
    "arn:aws:s3:::class/minji2/a",
    { "aws:username": "minji" },
    false,
  ],
  ["arn:aws:s3:::class/${aws:username}/*", "arn:aws:s3:::class/minji/a", {}, false],
  ["arn:aws:s3:::class/${aws:username, 'all'}/*", "arn:aws:s3:::class/all/a", {}, true],
  [
    "arn:aws:s3:::class/${aws:PrincipalTag/team}/*",
    "arn:aws:s3:::class/blue/a",
    { "aws:principaltag/Team": "blue" },
    true,
  ],
  ["arn:aws:s3:::${*}", "arn:aws:s3:::class", {}, false],
];
