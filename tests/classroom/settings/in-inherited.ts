import type { SettingsMistake } from "./mistake.ts";

const NO_LAB = { reason: /there is no such lab/, fix: /s3-bucket/ };
const NO_SETTING = { reason: /there is no such setting/ };
const NO_NAME = { reason: /no setting can have this name/, fix: /remove it/ };

/** In names that every object of JavaScript has, which could get lost unseen. */
export const IN_INHERITED: readonly SettingsMistake[] = [
  { config: "  class:labs: {__proto__: true}\n", at: "class:labs.__proto__", ...NO_LAB },
  {
    config: "  class:labs: {__proto__: {s3-bucket: true}, cdn: true}\n",
    at: "class:labs.__proto__",
    ...NO_LAB,
  },
  { config: `  class:labs: '{"__proto__": true}'\n`, at: "class:labs.__proto__", ...NO_LAB },
  { config: "  class:labs: {constructor: true}\n", at: "class:labs.constructor", ...NO_LAB },
  { config: "  class:labs: {prototype: {}}\n", at: "class:labs.prototype", ...NO_LAB },
  {
    config: "  class:labs: {linux-server: {__proto__: {instanceType: t3.nano}}}\n",
    at: "class:labs.linux-server.__proto__",
    ...NO_SETTING,
    fix: /instanceType/,
  },
  {
    config: "  class:labs: {linux-server: {constructor: x}}\n",
    at: "class:labs.linux-server.constructor",
    ...NO_SETTING,
    fix: /instanceType/,
  },
  {
    config: `  class:labs: {dns-zone: {records: {cname: {__proto__: docs.aws.amazon.com}}}}\n`,
    at: "class:labs.dns-zone.records.cname.__proto__",
    ...NO_NAME,
  },
  {
    config: `  class:labs: '{"dns-zone": {"records": {"cname": {"prototype": "docs.aws.amazon.com"}}}}'\n`,
    at: "class:labs.dns-zone.records.cname.prototype",
    ...NO_NAME,
  },
  {
    config: "  class:network: {__proto__: {nat: single}}\n",
    at: "class:network.__proto__",
    ...NO_SETTING,
    fix: /nat/,
  },
  {
    config: `  class:network: '{"__proto__": {"nat": "single"}}'\n`,
    at: "class:network.__proto__",
    ...NO_SETTING,
    fix: /nat/,
  },
  {
    config: "  class:policyExceptions: {__proto__: a lesson on large memory}\n",
    at: "class:policyExceptions.__proto__",
    ...NO_SETTING,
    fix: /instance-type/,
  },
  {
    config: "  aws:defaultTags: {tags: {__proto__: x}}\n",
    at: "aws:defaultTags.tags.__proto__",
    ...NO_NAME,
  },
  {
    config: "  aws:endpoints: [{constructor: x}]\n",
    at: "aws:endpoints.0.constructor",
    ...NO_NAME,
  },
  {
    config: "  class:__proto__: x\n",
    at: "class:__proto__",
    reason: /no such key/,
    fix: /write one of id, name/,
  },
  { config: "  __proto__: {nat: x}\n", at: "__proto__", reason: /no namespace/, fix: /write/ },
  {
    file: "__proto__: {}\nconfig: {}\n",
    at: "Pulumi.local.yaml, line 1, column 1",
    reason: /there is no __proto__ in a stack's file/,
    fix: /config/,
  },
];
