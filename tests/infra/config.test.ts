import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { ED25519_KEY } from "../support/keys.ts";
import { labs, parse, problemsIn, values } from "./config-support.ts";

describe("config", () => {
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

  it("allows an instance type above the limits for a reason", () => {
    const large = labs({ "linux-server": { instanceType: "m5.4xlarge" } });
    const policyExceptions = '{"instance-type":"a lesson on large memory"}';
    assert.deepEqual(problemsIn({ ...large, "class:policyExceptions": policyExceptions }), []);
  });

  it("wants the class's id where resources are made, and says what writes it", () => {
    assert.equal(parse({}).id, undefined);
    for (const [stack, fix] of [
      ["dev", /npm run class -- id --stack dev/],
      ["local", /npm start/],
    ] as const)
      assert.throws(() => parseConfig({ stack, values: values({}), needsId: true }), fix);
    const [problem] = problemsIn({ "class:id": "ABC" });
    assert.match(problem?.reason ?? "", /not a class id/);
    assert.equal(parse({ "class:id": "abcdefgh2345" }).id, "abcdefgh2345");
  });

  it("lets an expired stack be previewed", () => {
    const expired = values({ "class:expires": "2025-01-01T00:00:00Z" });
    assert.equal(parseConfig({ stack: "dev", values: expired }).expires, "2025-01-01T00:00:00Z");
  });

  it("takes a public key without what an editor leaves around it, for the class and for a lab", () => {
    const own = ` \n${ED25519_KEY}\r\n`;
    const config = parse({
      "class:publicKey": `\uFEFF${ED25519_KEY}\n`,
      ...labs({ "key-pair": { publicKey: own } }),
    });
    assert.equal(config.publicKey, ED25519_KEY);
    assert.deepEqual(config.labSettings["key-pair"], { publicKey: ED25519_KEY });
  });

  it("takes aws:region only as it is written, because the provider reads it there itself", () => {
    const [problem] = problemsIn({ "aws:region": " ap-northeast-2" });
    assert.equal(problem?.key, "aws:region");
  });

  it("names no key that is missing where all have another namespace", () => {
    const renamed = Object.fromEntries(
      Object.entries(values({})).map(([key, value]) => [key.replace(/^class:/, "myclass:"), value]),
    );
    assert.throws(
      () => parseConfig({ stack: "dev", values: renamed }),
      /^ConfigError: 1 problem .*\n {2}myclass:environment = "dev": the namespace of a class's keys is class, not myclass\n/,
    );
  });

  it("protects data unless told otherwise", () => {
    assert.deepEqual(
      [parse({}).protect, parse({ "class:protect": "false" }).protect],
      [true, false],
    );
  });
});
