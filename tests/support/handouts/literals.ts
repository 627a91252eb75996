import { placed } from "../../../classroom/handouting/source/handout.ts";
import { replacePlaceholders } from "../../../classroom/handouting/source/placeholders.ts";
import type { Written } from "./written-lab.ts";

/** What belongs to somebody: ids and addresses of one account. Those that AWS's documentation uses are nobody's. */
const LITERALS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    "an id",
    /\b(?:i|vpc|subnet|sg|sgr|vol|snap|ami|eni|eipalloc|eipassoc|rtb|rtbassoc|igw|nat|acl|pcx|fs|fsmt|fsap|lt|key|vpce|dopt)-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/g,
  ],
  [
    "an account id",
    /(?<![\d-])(?!123456789012|111122223333|444455556666|210987654321)\d{12}(?!\d)/g,
  ],
  ["an ARN", /\barn:aws:s3:::(?=[a-z0-9])[a-z0-9.-]+/g],
  ["an access key", /\b(?:AKIA|ASIA)(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b/g],
  ["a host of CloudFront", /\bd(?!111111abcdef8\b)[a-z0-9]{12,14}\.cloudfront\.net\b/g],
  ["a host of EC2", /\bec2-\d+-\d+-\d+-\d+\./g],
];

const IPV4 = /(?<![\d.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(\/\d{1,2})?(?![\d.]*\d)/g;

/** Addresses that nobody has, or everybody: documentation, this machine, link-local, whole ranges. */
const NOBODYS =
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113|127\.\d+\.\d+|169\.254\.\d+|255\.255\.\d+)\.\d+$|^0\.0\.0\.0$/;

/** The hash of the Korean text, which can have twelve digits in a row. */
const HASH = /^ko: [0-9a-f]{16}$/m;

/** What a handout has of one account's, or of one person's. */
export function literalProblems({ file, text }: Written): string[] {
  const bare = replacePlaceholders(text.replace(HASH, "ko:"), () => "...");
  return bare.split("\n").flatMap((line, at) => {
    const literals = LITERALS.flatMap(([what, pattern]) =>
      (line.match(pattern) ?? []).map((found) => `${what}: ${found}`),
    );
    const addresses = [...line.matchAll(IPV4)].flatMap(([found, address = "", range]) =>
      NOBODYS.test(address) || range !== undefined ? [] : [`an address: ${found}`],
    );
    return [...literals, ...addresses].map((what) => `${file}:${at + 1}: ${what}`);
  });
}

/** What AWS has no more, or closes: the section on the notes may say so. That ACLs exist, consoles say, too. */
const OUTDATED =
  /\byum\b|amazon-linux-extras|\bepel\b|--acl\b|\bput-(?:object|bucket)-acl\b|launch[ -]configurations?|시작 구성/gi;

/** What only the section on the notes may mention. */
export function outdatedProblems({ file, handout }: Written): string[] {
  return placed(handout.parts).flatMap(({ part, section }) => {
    if (section === "notes") return [];
    const text = part.kind === "heading" ? part.title : part.text;
    return (text.match(OUTDATED) ?? []).map(
      (found) => `${file}:${part.line}: ${found} belongs in section notes`,
    );
  });
}
