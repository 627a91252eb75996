import type { SettingsMistake } from "./mistake.ts";

/** In addresses, amounts and what is a text, though it looks like something else. */
export const IN_NUMBERS: readonly SettingsMistake[] = [
  {
    config: "  class:adminCidrs: [203.0.113.7/24]\n",
    at: "class:adminCidrs.0",
    reason: /does not start a \/24 network/,
    fix: /write 203\.0\.113\.0\/24, or 203\.0\.113\.7\/32 for this address alone$/,
  },
  {
    config: "  class:adminCidrs: [203.0.113.7/33]\n",
    at: "class:adminCidrs.0",
    reason: /out of range: four numbers up to 255, and \/0 to \/32/,
    fix: /such as 203\.0\.113\.7\/32$/,
  },
  {
    config: "  class:adminCidrs: [192.168.0.10/32]\n",
    at: "class:adminCidrs.0",
    reason: /a private network: no connection from the internet has such an address/,
    fix: /your public address, which https:\/\/checkip\.amazonaws\.com shows/,
  },
  {
    config: "  class:adminCidrs: [null]\n",
    at: "class:adminCidrs.0",
    reason: /not text/,
    fix: /or remove the line/,
  },
  {
    config: "  class:peerRegion: ap-northeast-1a\n",
    at: "class:peerRegion",
    reason: /an Availability Zone of a region/,
    fix: /write ap-northeast-1$/,
  },
  {
    config: "  class:maxHourlyCost: 1e9\n",
    at: "class:maxHourlyCost",
    reason: /more than 1000$/,
    fix: /1000 or less/,
  },
  {
    config: "  class:maxClassCost: 1000000\n",
    at: "class:maxClassCost",
    reason: /more than 100000$/,
    fix: /100000 or less/,
  },
  {
    config: "  class:instanceConnect: [the school blocks port 22]\n",
    at: "class:instanceConnect",
    reason: /not text/,
    fix: /one text, without a list/,
  },
  {
    config: "  class:policyExceptions: {imdsv2: true}\n",
    at: "class:policyExceptions.imdsv2",
    reason: /not text/,
    fix: /a text in the place of true or false/,
  },
  {
    config: "  aws:noProxy: [localhost]\n",
    at: "aws:noProxy",
    reason: /not text/,
    fix: /one text, without a list/,
  },
  {
    config: "  class:expires: 2026-12-01T18:00:00+09:00\n",
    at: "Pulumi.local.yaml, line 2, column 18",
    reason: /Pulumi reads 2026-12-01T18:00:00\+09:00 in another form, because it has no quotes$/,
    fix: /write it in quotes: "2026-12-01T18:00:00\+09:00"$/,
  },
  {
    config: "  class:labs: {in-place-deploy: {version: 2026-12-01}}\n",
    at: "Pulumi.local.yaml, line 2, column 43",
    reason: /Pulumi reads 2026-12-01 in another form/,
    fix: /write it in quotes: "2026-12-01"$/,
  },
  {
    config: "  class:labs: {ebs-volume: {sizeGiB: 010}}\n",
    at: "Pulumi.local.yaml, line 2, column 38",
    reason: /Pulumi reads 010 as another number: it begins with 0$/,
    fix: /write its digits alone/,
  },
  {
    config: "  class:labs: {ami: {shareWithAccounts: [012345678901]}}\n",
    at: "Pulumi.local.yaml, line 2, column 42",
    reason: /Pulumi reads 012345678901 as another number/,
    fix: /in quotes if it is a text such as an account ID$/,
  },
  {
    config: "  class:policyLimits: {instances: 1_0}\n",
    at: "Pulumi.local.yaml, line 2, column 35",
    reason: /it has a _$/,
    fix: /write its digits alone/,
  },
  {
    config: "  class:student: s01\n",
    at: "class:student",
    reason: /stack local is not this student's stack/,
    fix: /remove it; to write it into each student's stack: npm run class -- open ROSTER --class NAME$/,
  },
  {
    config: "  class:labs:\n    linux-server: true\n  load-balancer: true\n    static-site: true\n",
    at: "Pulumi.local.yaml, line 4, column 18",
    reason: /the indentation does not fit/,
    fix: /the same number of spaces/,
  },
  {
    config: "  class:network:\n  class:labs:\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /class:network, class:labs have no value$/,
    fix: /indent what belongs to it/,
  },
];
