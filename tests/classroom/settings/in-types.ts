import type { SettingsMistake } from "./mistake.ts";

/** In instance types: what does not exist, and what the class may not have. */
export const IN_TYPES: readonly SettingsMistake[] = [
  {
    config: "  class:labs: {linux-server: {instanceType: t9.micro}}\n",
    at: "class:labs.linux-server.instanceType",
    reason: /has no instance family t9/,
    fix: /did you mean t3\.micro\?/,
  },
  {
    config: "  class:labs: {linux-server: {instanceType: t3.huge}}\n",
    at: "class:labs.linux-server.instanceType",
    reason: /t3 has no size huge/,
    fix: /one of t3\.nano, t3\.micro/,
  },
  {
    config: "  class:labs: {rds-mysql: {instanceClass: db.t4.micro}}\n",
    at: "class:labs.rds-mysql.instanceClass",
    reason: /has no instance family t4/,
    fix: /did you mean db\.t4g\.micro\?/,
  },
  {
    config: "  class:labs: {rds-mysql: {instanceClass: t3.micro}}\n",
    at: "class:labs.rds-mysql.instanceClass",
    reason: /not a valid RDS instance class/,
    fix: /db\.t4g\.micro/,
  },
  {
    config: "  class:labs: {linux-server: {instanceType: m5.24xlarge}}\n",
    at: "class:labs.linux-server.instanceType",
    reason: /larger than large/,
    fix: /class:policyLimits\.instanceSize/,
  },
  {
    config: "  class:labs: {scale-up: {size: c5.large}}\n",
    at: "class:labs.scale-up.size",
    reason: /not in an allowed family/,
    fix: /add c5 to class:policyLimits\.instanceFamilies/,
  },
  {
    config: "  class:labs: {linux-server: true}\n  class:policyLimits: {instanceFamilies: [t4g]}\n",
    at: "class:labs.linux-server.instanceType",
    reason: /t3\.micro is not in an allowed family/,
    fix: /choose one of t4g/,
  },
  {
    config: "  class:policyLimits: {instanceFamilies: [t3, t33]}\n",
    at: "class:policyLimits.instanceFamilies.1",
    reason: /has no instance family t33/,
    fix: /did you mean t3\?/,
  },
];
