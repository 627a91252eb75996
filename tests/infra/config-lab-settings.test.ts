import { itExplains, labs, type Mistake } from "./config-support.ts";

const MISTAKES: readonly Mistake[] = [
  [
    labs({ "linux-sever": true }),
    "class:labs.linux-sever",
    /no such lab/,
    /did you mean linux-server\?/,
  ],
  [
    labs({ "vpc-manual": "yes" }),
    "class:labs.vpc-manual",
    /expected true, false or settings/,
    /write `vpc-manual: true`, or settings below it/,
  ],
  [
    labs({ "vpc-manual": { cidr: "10.0.0.0/16" } }),
    "class:labs.vpc-manual.cidr",
    /no such setting/,
    /did you mean cidrBlock\?/,
  ],
  [
    labs({ "vpc-manual": { cidrBlock: "10.0.0.0" } }),
    "class:labs.vpc-manual.cidrBlock",
    /not an IPv4 CIDR block/,
    /10\.0\.0\.0\/16/,
  ],
  [
    labs({ "vpc-manual": { cidrBlock: "10.0.1.0/16" } }),
    "class:labs.vpc-manual.cidrBlock",
    /did you mean 10\.0\.0\.0\/16/,
    /10\.0\.0\.0\/16/,
  ],
  [
    labs({ "vpc-manual": { cidrBlock: "10.0.0.0/8" } }),
    "class:labs.vpc-manual.cidrBlock",
    /a \/8 block is not allowed/,
    /between \/16 and \/20/,
  ],
  [
    labs({ "vpc-manual": { nat: "double" } }),
    "class:labs.vpc-manual.nat",
    /not a valid choice/,
    /none, single, perZone/,
  ],
  [
    labs({ "linux-server": { instanceType: "micro" } }),
    "class:labs.linux-server.instanceType",
    /not a valid EC2 instance type/,
    /t3\.micro/,
  ],
  [
    labs({ "linux-server": { rootVolumeGiB: 4 } }),
    "class:labs.linux-server.rootVolumeGiB",
    /less than 8/,
    /8 or more/,
  ],
  [
    labs({ "linux-server": { rootVolumeGiB: "8" } }),
    "class:labs.linux-server.rootVolumeGiB",
    /not a number/,
    /without quotes/,
  ],
  [
    labs({ "rds-mysql": { publicAccess: "203.0.113.7/32" } }),
    "class:labs.rds-mysql.publicAccess",
    /expected {reason: \.\.\., cidrs: \[\.\.\.\]}/,
    /below publicAccess/,
  ],
  [
    labs({ "rds-mysql": { publicAccess: { cidrs: ["203.0.113.7/32"] } } }),
    "class:labs.rds-mysql.publicAccess.reason",
    /missing/,
    /write reason: VALUE below class:labs\.rds-mysql\.publicAccess/,
  ],
];

describe("labs' settings in the config", () => {
  itExplains(MISTAKES);
});
