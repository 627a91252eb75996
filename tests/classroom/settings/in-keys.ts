import type { SettingsMistake } from "./mistake.ts";

/** In the names of keys. */
export const IN_KEYS: readonly SettingsMistake[] = [
  {
    config: "  myclass:email: a@example.com\n",
    at: "class:email",
    reason: /namespace of a class's keys is class, not myclass/,
    fix: /write class:email/,
  },
  {
    config: "  email: a@example.com\n",
    at: "email",
    reason: /no namespace/,
    fix: /write class:email/,
  },
  {
    config: "  class:emial: a@example.com\n",
    at: "class:emial",
    reason: /no such key/,
    fix: /email\?/,
  },
  {
    config: "  class:network: {natt: single}\n",
    at: "class:network.natt",
    reason: /no such setting/,
    fix: /did you mean nat\?/,
  },
  {
    config: "  class:labs: {dynamdb: true}\n",
    at: "class:labs.dynamdb",
    reason: /no such lab/,
    fix: /did you mean dynamodb\?/,
  },
  {
    config: "  class:labs: {linux-server: {instanceTyp: t3.micro}}\n",
    at: "class:labs.linux-server.instanceTyp",
    reason: /no such setting/,
    fix: /did you mean instanceType\?/,
  },
  {
    config: "  class:labs:\n    cdn: true\n  dynamodb: true\n",
    at: "dynamodb",
    reason: /labs are not keys of their own/,
    fix: /write dynamodb: true below class:labs/,
  },
  {
    config: "  class:network: {zones: {a: true, c: true}}\n",
    at: "class:network.zones",
    reason: /not a list/,
    fix: /a list such as \["a","c"\]/,
  },
  {
    config: "  class:region: ap-northeast-2\n",
    at: "class:region",
    reason: /no such key/,
    fix: /write aws:region/,
  },
];
