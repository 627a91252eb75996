import type { SettingsMistake } from "./mistake.ts";

/** At the edges: YAML that few know, huge and odd values, other scripts. */
export const AT_THE_EDGES: readonly SettingsMistake[] = [
  {
    config: "  class:owner: !secret kim\n",
    at: "Pulumi.local.yaml, line 2, column 16",
    reason: /no such tag/,
    fix: /pulumi config set --secret/,
  },
  {
    config: "  class:owner:\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /class:owner has no value/,
    fix: /or remove the line/,
  },
  {
    config: "  class:labs: {dynamodb: true, dynamodb: false}\n",
    at: "Pulumi.local.yaml, line 2, column 32",
    reason: /dynamodb is written twice$/,
    fix: /keep one/,
  },
  {
    config: "  <<: {class:owner: kim}\n",
    at: "<<",
    reason: /no namespace/,
    fix: /class:KEY: VALUE/,
  },
  {
    config: "  class:labs:cdn: true\n",
    at: "class:labs:cdn",
    reason: /labs are not keys/,
    fix: /cdn: true below class:labs/,
  },
  {
    config: "  class:labs: {리눅스: true}\n",
    at: "class:labs.\ub9ac\ub205\uc2a4",
    reason: /no such lab/,
    fix: /write one of windows-server, linux-server/,
  },
  {
    config: "  class:network: {zones: a}\n",
    at: "class:network.zones",
    reason: /not a list/,
    fix: /\["a"\]/,
  },
  {
    config: "  class:network: {cidrBlock: 010.0.0.0/16}\n",
    at: "class:network.cidrBlock",
    reason: /did you mean 10/,
    fix: /write 10\.0\.0\.0\/16$/,
  },
  {
    config: "  class:network: {cidrBlock: 'fd00::/16'}\n",
    at: "class:network.cidrBlock",
    reason: /not an IPv4 CIDR block/,
    fix: /IPv4 block/,
  },
  {
    config: "  class:policyLimits: {instances: 1000000000000}\n",
    at: "class:policyLimits.instances",
    reason: /more than 1000/,
    fix: /1000 or less/,
  },
  {
    config: "  class:maxHourlyCost: '1,50'\n",
    at: "class:maxHourlyCost",
    reason: /not a number/,
    fix: /a number/,
  },
  {
    config: "  class:expires: 2026-02-30T18:00:00+09:00\n",
    at: "class:expires",
    reason: /not an ISO 8601 time/,
    fix: /2026-11-24T18/,
  },
  {
    config: "  class:expires: 2026-12-01T18:00:00 Asia/Seoul\n",
    at: "class:expires",
    reason: /not an ISO 8601 time/,
    fix: /2026-11-24T18/,
  },
  {
    config: "  class:email: 선생님@example.com\n",
    at: "class:email",
    reason: /e-mail/,
    fix: /teacher@example.com/,
  },
  {
    config: "  class:email: a@example.com, b@example.com\n",
    at: "class:email",
    reason: /e-mail/,
    fix: /teacher@example.com/,
  },
  {
    config: "  class:labs: {dns-zone: {domain: 한글.kr}}\n",
    at: "class:labs.dns-zone.domain",
    reason: /not a valid domain/,
    fix: /xn--/,
  },
  {
    config: "  class:labs: {linux-server: {rootVolumeGiB: .inf}}\n",
    at: "class:labs.linux-server.rootVolumeGiB",
    reason: /not a number/,
    fix: /a number/,
  },
  {
    file: "config: {}\nenvironment: 5\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /list of Pulumi ESC environments/,
    fix: /their names/,
  },
  {
    file: "config:\n  aws:region: ap-northeast-2\n  class:environment: local\nenvironment: [class/dev]\n",
    at: "environment",
    reason: /cannot use ESC environments/,
    fix: /below config/,
  },
  {
    file: "config: &a\n  class:labs: *a\n",
    at: "Pulumi.local.yaml, line 1",
    reason: /an anchor/,
    fix: /without &/,
  },
  {
    file: "%YAML 9.9\n---\nconfig: {}\n",
    at: "Pulumi.local.yaml, line 1",
    reason: /a directive/,
    fix: /remove the line/,
  },
  {
    file: "config:\r\n  class:owner kim\r\n",
    at: "Pulumi.local.yaml, line 1, column 1",
    reason: /config is not a map/,
    fix: /below it/,
  },
  { file: "﻿", at: "aws:region", reason: /missing/, fix: /ap-northeast-2/ },
  { file: "", at: "aws:region", reason: /missing/, fix: /ap-northeast-2/ },
];
