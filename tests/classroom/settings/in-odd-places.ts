import type { SettingsMistake } from "./mistake.ts";

const TWINS = "  class:l\u0430bs: {cdn: true}\n"; // the Cyrillic letter

/** Names that look right, values in a place for something else, and credentials where nobody looks for them. */
export const IN_ODD_PLACES: readonly SettingsMistake[] = [
  {
    config: "  class:owner: AKIAIOSFODNN7EXAMPLE\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /an AWS access key in class:owner is in plain text/,
    fix: /deactivate the key/,
  },
  {
    config: "  class:labs: {s3-bucket: {folder: ASIAIOSFODNN7EXAMPLE}}\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /an AWS access key in class:labs is in plain text/,
    fix: /deactivate the key/,
  },
  {
    config: "  class:labs: {secure: v1:abc}\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /class:labs cannot be decrypted/,
    fix: /pulumi config set --secret class:labs VALUE/,
  },
  {
    config: "  class:email: {Secure: v1:abcdefgh:AAAA}\n",
    at: "class:email",
    reason: /not text/,
    fix: /write one text/,
  },
  {
    config: '  aws:profile: " "\n',
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /aws:profile is empty/,
    fix: /name of a profile/,
  },
  {
    config: '  "class:\u200bowner": kim\n',
    at: "class:\u200bowner",
    reason: /invisible characters/,
    fix: /write class:owner$/,
  },
  {
    config: TWINS,
    at: "class:l\u0430bs",
    reason: /\u0430 is U\+0430$/,
    fix: /did you mean labs\?/,
  },
  {
    config: "  class.owner: kim\n",
    at: "class.owner",
    reason: /one colon/,
    fix: /write class:owner$/,
  },
  {
    config: "  class/owner: kim\n",
    at: "class/owner",
    reason: /one colon/,
    fix: /write class:owner$/,
  },
  {
    config: "  class::owner: kim\n",
    at: "class::owner",
    reason: /one colon/,
    fix: /write class:owner$/,
  },
  {
    config: "  config: {class:owner: kim}\n",
    at: "config",
    reason: /config is nested in config/,
    fix: /remove this line/,
  },
  {
    config: "  class:owner: {{ owner }}\n",
    at: "Pulumi.local.yaml, line 2, column 17",
    reason: /a list or a map stands in the place of a key/,
    fix: /in quotes/,
  },
  {
    file: "config:\n  ? [a]\n  : b\n",
    at: "Pulumi.local.yaml, line 2, column 5",
    reason: /a list or a map stands in the place of a key/,
    fix: /KEY: VALUE/,
  },
  {
    config: "  class:adminCidrs: [127.0.0.1/32]\n",
    at: "class:adminCidrs.0",
    reason: /a reserved network/,
    fix: /checkip\.amazonaws\.com/,
  },
  {
    config: "  class:adminCidrs: [224.0.0.1/32]\n",
    at: "class:adminCidrs.0",
    reason: /a reserved network/,
    fix: /checkip\.amazonaws\.com/,
  },
  {
    config: "  class:labs: {labs: {cdn: true}}\n",
    at: "class:labs.labs",
    reason: /no such lab/,
    fix: /cdn/,
  },
  {
    config: "  class:labs: {linux_server: true}\n",
    at: "class:labs.linux_server",
    reason: /no such lab/,
    fix: /did you mean linux-server\?/,
  },
  {
    config: "  class:each: {labs: {cdn: true}, student: s01}\n",
    at: "class:each.student",
    reason: /no such setting of its own/,
    fix: /labs, login/,
  },
  {
    config: "  class:labs: {cloudwatch-alarm: {cpuThresholdPercent: 80%}}\n",
    at: "class:labs.cloudwatch-alarm.cpuThresholdPercent",
    reason: /not a number/,
    fix: /without quotes/,
  },
  {
    config: "  class:maxClassCost: 100 USD\n",
    at: "class:maxClassCost",
    reason: /not a number/,
    fix: /write a number/,
  },
];
