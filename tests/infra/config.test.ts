import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";

const now = new Date("2026-11-24T00:00:00Z");

/** A stack's values that are right, in Pulumi's form, changed by `changes`. */
const values = (changes: Record<string, string>): Record<string, string> => ({
  "aws:region": "ap-northeast-2",
  "class:environment": "dev",
  "class:expires": "2026-11-24T18:00:00+09:00",
  ...changes,
});

const parse = (changes: Record<string, string>) =>
  parseConfig({ stack: "dev", values: values(changes), now });

function problemsIn(changes: Record<string, string>): readonly Problem[] {
  try {
    parse(changes);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const labs = (settings: Record<string, unknown>) => ({ "class:labs": JSON.stringify(settings) });

/** Mistake, the key it is found at, words of the reason, words of the fix. */
const MISTAKES: readonly [Record<string, string>, string, RegExp, RegExp][] = [
  [{ "class:lab": "{}" }, "class:lab", /no such key/, /did you mean labs\?/],
  [
    labs({ "linux-sever": true }),
    "class:labs.linux-sever",
    /no such lab/,
    /did you mean linux-server\?/,
  ],
  [
    labs({ "vpc-manual": "yes" }),
    "class:labs.vpc-manual",
    /neither true, false nor settings/,
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
  [
    { "class:adminCidrs": '"203.0.113.7/32"' },
    "class:adminCidrs",
    /not a list/,
    /\["203\.0\.113\.7\/32"\]/,
  ],
  [{ "class:labs": "{not json" }, "class:labs", /expected {NAME: \.\.\.}/, /below class:labs/],
  [
    { "class:network": '{"zones":["a"]}' },
    "class:network.zones",
    /fewer than 2 entries/,
    /2 entries or more/,
  ],
  [
    { "class:network": '{"zones":["a","x"]}' },
    "class:network.zones.1",
    /not a valid choice/,
    /a, b, c, d/,
  ],
  [
    { "class:environment": "production" },
    "class:environment",
    /not a valid choice/,
    /local, dev, prod/,
  ],
  [
    { "class:expires": "tomorrow" },
    "class:expires",
    /not an ISO 8601 time/,
    /2026-11-24T18:00:00\+09:00/,
  ],
  [{ "class:expires": "2026-11-24T18:00:00" }, "class:expires", /offset/, /\+09:00/],
  [
    { "class:expires": "2025-01-01T00:00:00Z" },
    "class:expires",
    /past/,
    /pulumi config set expires/,
  ],
  [{ "class:expires": "" }, "class:expires", /missing/, /pulumi config set expires/],
  [{ "class:adminCidrs": '["0.0.0.0/0"]' }, "class:adminCidrs", /to the world/, /allowOpenAdmin/],
  [{ "class:adminCidrs": '["128.0.0.0/1"]' }, "class:adminCidrs", /to the world/, /allowOpenAdmin/],
  [
    { "class:adminCidrs": '["203.0.113.300/32"]' },
    "class:adminCidrs.0",
    /out of range/,
    /IPv4 block/,
  ],
  [
    { "class:adminCidrs": '["0.0.0.0/0"]', "class:allowOpenAdmin": "true" },
    "class:allowOpenAdmin",
    /not a valid reason/,
    /sentence/,
  ],
  [
    { "class:adminCidrs": '["0.0.0.0/0"]', "class:environment": "prod" },
    "class:adminCidrs",
    /prod never/,
    /your own address/,
  ],
  [
    { "class:email": "teacher@" },
    "class:email",
    /not a valid e-mail address/,
    /teacher@example\.com/,
  ],
  [{ "class:publicKey": "ssh-ed25519 nonsense" }, "class:publicKey", /public key/, /ssh-keygen/],
  [{ "class:peerRegion": "seoul" }, "class:peerRegion", /not a valid AWS region/, /ap-northeast-2/],
  [
    { "class:peerRegion": "ap-northeast-2" },
    "class:peerRegion",
    /aws:region again/,
    /another region/,
  ],
  [{ "aws:region": "" }, "aws:region", /missing|not a valid AWS region/, /ap-northeast-2/],
  [
    { "class:policyExceptions": '{"imds-v2":"an old agent needs version 1"}' },
    "class:policyExceptions.imds-v2",
    /no such setting/,
    /did you mean imdsv2\?/,
  ],
  [
    { "class:policyExceptions": '{"imdsv2":"because"}' },
    "class:policyExceptions.imdsv2",
    /not a valid reason/,
    /sentence/,
  ],
  [
    { "class:policyLimits": '{"instanceSize":"metal"}' },
    "class:policyLimits.instanceSize",
    /not a valid choice/,
    /nano, micro/,
  ],
  [
    { "class:policyLimits": '{"instanceFamilies":["t3.micro"]}' },
    "class:policyLimits.instanceFamilies.0",
    /not a valid instance family/,
    /t3/,
  ],
  [{ "class:protect": "no" }, "class:protect", /neither true nor false/, /true or false/],
  [{ "class:name": "x".repeat(65) }, "class:name", /not a valid tag value/, /short name/],
];

describe("config", () => {
  for (const [changes, key, reason, fix] of MISTAKES) {
    it(`answers ${JSON.stringify(changes)} with the key, the reason and the fix`, () => {
      const [problem, ...more] = problemsIn(changes);
      assert.deepEqual([problem?.key, more], [key, []]);
      assert.match(problem?.reason ?? "", reason);
      assert.match(problem?.fix ?? "", fix);
    });
  }

  it("reports all mistakes at once", () => {
    const changes = {
      ...labs({ cdm: true, "vpc-manual": { nat: 1 } }),
      "class:email": "x",
      "class:peerRegion": "y",
    };
    assert.equal(problemsIn(changes).length, 4);
  });

  it("shows the value, the reason and the fix of each in its message, without a stack", () => {
    assert.throws(
      () => parse({ "class:email": "x" }),
      (error: Error) =>
        error.message.endsWith(
          'class:email = "x": not a valid e-mail address\n    fix: write an address such as teacher@example.com',
        ),
    );
  });

  it("switches on what is true or has settings, in class order, with every default", () => {
    const { labs: active } = parse(
      labs({ "vpc-manual": { nat: "none" }, "linux-server": true, "load-balancer": false }),
    );
    assert.deepEqual(
      active.map(({ lab }) => lab.id),
      ["linux-server", "vpc-manual"],
    );
    assert.deepEqual(active[1]?.settings, { cidrBlock: "10.30.0.0/16", nat: "none" });
  });

  it("opens SSH to the world for a reason, outside prod", () => {
    const changes = {
      "class:adminCidrs": '["0.0.0.0/0"]',
      "class:allowOpenAdmin": "conference network, addresses unknown",
    };
    assert.deepEqual(parse(changes).adminCidrs, ["0.0.0.0/0"]);
  });

  it("lets an expired stack be previewed", () => {
    const expired = values({ "class:expires": "2025-01-01T00:00:00Z" });
    assert.equal(parseConfig({ stack: "dev", values: expired }).expires, "2025-01-01T00:00:00Z");
  });

  it("protects data unless told otherwise", () => {
    assert.deepEqual(
      [parse({}).protect, parse({ "class:protect": "false" }).protect],
      [true, false],
    );
  });
});
