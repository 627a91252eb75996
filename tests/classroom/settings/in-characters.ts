import type { SettingsMistake } from "./mistake.ts";

const FILE = "config:\n  class:owner: 김선생\n";

/** One character in the middle of a file. */
const withCharacter = (character: string): Pick<SettingsMistake, "config" | "at" | "fix"> => ({
  config: `  class:owner: a\n  class:name: a${character}b\n`,
  at: "Pulumi.local.yaml, line 3",
  fix: /delete it: most editors/,
});

const utf16 = (order: "little" | "big", mark: string): Uint8Array => {
  const bytes = Buffer.from(mark + FILE, "utf16le");
  return order === "little" ? bytes : bytes.swap16();
};

/** What Pulumi reads otherwise, or nobody sees. */
export const IN_CHARACTERS: readonly SettingsMistake[] = [
  { ...withCharacter("\0"), reason: /: a NUL character \(U\+0000\) is here/ },
  { ...withCharacter("\x07"), reason: /: a control character \(U\+0007\) is here/ },
  { ...withCharacter("\x1b[31m"), reason: /: a control character \(U\+001B\) is here/ },
  { ...withCharacter("\x7f"), reason: /: a control character \(U\+007F\) is here/ },
  { ...withCharacter("\x9b"), reason: /: a control character \(U\+009B\) is here/ },
  {
    ...withCharacter("\r"),
    reason: /: a carriage return without a line feed \(U\+000D\) is here/,
    fix: /line ends of Unix \(LF\) or Windows \(CRLF\)/,
  },
  ...([utf16("little", "\uFEFF"), utf16("big", "\uFEFF"), utf16("little", "")] as const).map(
    (file) => ({
      file,
      at: "Pulumi.local.yaml",
      reason: /it is in UTF-16$/,
      fix: /save it again, in UTF-8/,
    }),
  ),
  {
    file: Buffer.concat([Buffer.from("config:\n  class:owner: "), Buffer.of(0xb1, 0xe8)]), // CP949
    at: "Pulumi.local.yaml, line 2",
    reason: /it is not in UTF-8$/,
    fix: /save it again, in UTF-8/,
  },
  {
    file: Buffer.concat([Buffer.from("config:\n\n  a: "), Buffer.of(0xed, 0xa0, 0x80)]), // U+D800
    at: "Pulumi.local.yaml, line 3",
    reason: /it is not in UTF-8$/,
    fix: /save it again, in UTF-8/,
  },
  {
    config: '  class:owner: "a\\ud800b"\n',
    at: String.raw`class:owner = "a\ud800b"`,
    reason: /not a valid tag value/,
    fix: /write a short name/,
  },
  {
    config: "  class:owner: a\u202eb\n",
    at: String.raw`class:owner = "a\u202eb"`,
    reason: /not a valid tag value/,
    fix: /write a short name/,
  },
  {
    config: "  class:owner: spring\u200b\n",
    at: String.raw`class:owner = "spring\u200b"`,
    reason: /not a valid tag value/,
    fix: /write a short name/,
  },
  {
    config: "  class:maxHourlyCost: .nan\n",
    at: 'class:maxHourlyCost = "NaN"',
    reason: /not a number/,
    fix: /write a number/,
  },
  {
    config: "  class:labs: {linux-server: {rootVolumeGiB: -.inf}}\n",
    at: 'class:labs.linux-server.rootVolumeGiB = "-Infinity"',
    reason: /not a number/,
    fix: /write a number/,
  },
  {
    config: "  class:acceptUnpriced: true\n",
    at: "class:acceptUnpriced = true",
    reason: /not a list/,
    fix: /write a list such as \["VALUE"\]/,
  },
  {
    config: "  class:adminCidrs:\n    -203.0.113.7/32\n",
    at: 'class:adminCidrs = "-203.0.113.7/32"',
    reason: /not a list/,
    fix: /write a list such as \["203\.0\.113\.7\/32"\]/,
  },
  {
    config: "  aws: {maxRetries: 3}\n",
    at: 'aws = {"maxRetries":3}',
    reason: /no namespace/,
    fix: /write aws:maxRetries in one line/,
  },
  {
    config: "  aws:region: [ap-northeast-2]\n",
    at: 'aws:region = ["ap-northeast-2"]',
    reason: /not a valid AWS region/,
    fix: /ap-northeast-2/,
  },
  {
    config: "  class:labs: {security-group: {myIp: 0.0.0.0/0}}\n",
    at: 'class:labs.security-group.myIp = "0.0.0.0/0"',
    reason: /a \/0 block is not allowed here/,
    fix: /write a \/32 block, e\.g\. 203\.0\.113\.7\/32/,
  },
];
