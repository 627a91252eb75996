import type { SettingsMistake } from "./mistake.ts";

/** In the form of the file. */
export const IN_FORM: readonly SettingsMistake[] = [
  {
    file: "config:\n\tclass:labs: {}\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /a tab instead of spaces/,
    fix: /indent with spaces/,
  },
  {
    file: "config:\n  class:labs:\n  \tdynamodb: true\n",
    at: "Pulumi.local.yaml, line 3, column 3",
    reason: /a tab instead of spaces/,
    fix: /indent with spaces/,
  },
  {
    config: "  class:labs: {}\n   class:email: a@example.com\n",
    at: "Pulumi.local.yaml, line 3, column 1",
    reason: /belong on one line|indentation/,
    fix: /KEY: VALUE|same number of spaces/,
  },
  {
    config: '  class:owner: "somebody\n',
    at: "Pulumi.local.yaml, line 2, column 16",
    reason: /a quote or a bracket is not closed/,
    fix: /close it/,
  },
  {
    config: "  class:adminCidrs: [203.0.113.7/32\n",
    at: "Pulumi.local.yaml, line 2, column 21",
    reason: /a quote or a bracket is not closed/,
    fix: /close it/,
  },
  {
    config: "  class:owner: a\n  class:owner: b\n",
    at: "Pulumi.local.yaml, line 3, column 3",
    reason: /class:owner is written twice$/,
    fix: /keep one of the two/,
  },
  {
    config: "  class:owner: a: b\n",
    at: "Pulumi.local.yaml, line 2, column 16",
    reason: /belong on one line/,
    fix: /KEY: VALUE/,
  },
  {
    config: "  class:email: @example.com\n",
    at: "Pulumi.local.yaml, line 2, column 16",
    reason: /cannot begin with this character/,
    fix: /in quotes/,
  },
  {
    config: "  class:owner: *anybody\n",
    at: "Pulumi.local.yaml, line 2, column 16",
    reason: /cannot begin with \*/,
    fix: /in quotes/,
  },
  {
    file: "<<<<<<< HEAD\nconfig:\n=======\n",
    at: "Pulumi.local.yaml, line 1, column 1",
    reason: /a merge conflict/,
    fix: /keep one side/,
  },
  {
    file: "- class:labs\n",
    at: "Pulumi.local.yaml, line 1",
    reason: /not a map/,
    fix: /KEY: VALUE/,
  },
  {
    file: "config:\n  - class:labs\n",
    at: "Pulumi.local.yaml, line 1, column 1",
    reason: /config is not a map/,
    fix: /below it/,
  },
  {
    file: "config:\nclass:labs: {}\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /class:labs is not below config/,
    fix: /indent it by two spaces/,
  },
  {
    file: "confg:\n  class:labs: {}\n",
    at: "Pulumi.local.yaml, line 1, column 1",
    reason: /there is no confg/,
    fix: /did you mean config\?/,
  },
  {
    config: "  class:adminCidrs:\n    [203.0.113.7/32, 203.0.113.8/32\n",
    at: "Pulumi.local.yaml, line 3, column 5",
    reason: /a quote or a bracket is not closed/,
    fix: /close it/,
  },
  {
    config: "  class:labs: {dynamodb: {tableName: 'a}, cdn: true}\n",
    at: "Pulumi.local.yaml, line 2, column 38",
    reason: /a quote or a bracket is not closed/,
    fix: /close it/,
  },
];
