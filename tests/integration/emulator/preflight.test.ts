import assert from "node:assert/strict";
import { Aws } from "../../../aws/clients.ts";
import { services } from "../../../aws/services.ts";
import { classParts } from "../../../classroom/readiness/class-parts.ts";
import { readiness } from "../../../classroom/readiness/readiness.ts";
import { type AnyRow, isQuotaRow } from "../../../classroom/readiness/row.ts";
import { Trials } from "../../../classroom/readiness/trials.ts";
import { placeIn } from "../../../aws/contract/finder.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";
import { classOf, MORE } from "../../support/labs.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";

const SEOUL = "ap-northeast-2";

/** All labs, 30 students, from the program on mocks to the last row. */
const LIMIT_MS = 10_000;

describe("preflight on the emulator", () => {
  const { aws: call, endpoint } = emulatedAws();
  let aws: Aws;
  let rows: AnyRow[];
  let tookMs: number;
  const config = classOf(catalogue.map((lab) => [lab, MORE[lab.id] ?? {}]));

  before(async () => {
    const env = {
      AWS_ENDPOINT_URL: endpoint(),
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    aws = new Aws({ region: SEOUL, env });
    // The emulator loads a service when it is first asked for it: a class's has been asked.
    await readiness({ aws, stack: "local", parts: [await classParts(config)] });
    const start = Date.now();
    const parts = [{ ...(await classParts(config)), students: 30 }];
    rows = await readiness({ aws, stack: "local", parts });
    tookMs = Date.now() - start;
  });

  it("answers for all labs and 30 students within 10 seconds", () => {
    assertWithin(tookMs, LIMIT_MS);
    assert.ok(rows.length > 50, `${rows.length} rows`);
  });

  it("is told of a quota that the emulator does not know at once, by an error that nobody tries again", async () => {
    const unknown = { ServiceCode: "iam", QuotaCode: "L-00000000" };
    const asked = call("service-quotas.get_aws_default_service_quota", unknown);
    await assert.rejects(asked, /NoSuchResourceException/);
  });

  it("has the account's values where the emulator has them", () => {
    const vpcs = rows.filter(isQuotaRow).find((row) => row.what === "VPCs" && row.region === SEOUL);
    assert.deepEqual([vpcs?.needed, vpcs?.used, vpcs?.limit], [91, 1, 5]);
    assert.equal(vpcs?.verdict, "fail");
  });

  it("says of every gate that only AWS has that it is not answered here", async () => {
    const gates = (await services()).flatMap((service) => service.gates ?? []);
    const mute = gates.filter(({ awsOnly }) => awsOnly).map(({ what }) => what);
    const seen = rows.filter(({ what }) => mute.includes(what));
    assert.ok(seen.length >= mute.length);
    for (const { verdict, seen: said } of seen)
      assert.deepEqual([verdict, said], ["unknown", "not answered here"]);
  });

  it("has an answer to every question that it asks for this class", () => {
    const silent = rows.filter(({ seen }) => /no answer|is not a function/.test(seen));
    assert.deepEqual(silent, []);
  });

  it("tries with --try, and leaves nothing behind", async () => {
    const trials = new Trials({
      tags: { class: "tried" },
      report: () => undefined,
      limitMs: 20_000,
      pauseMs: 100,
    });
    const tried = await readiness({
      aws,
      stack: "local",
      parts: [await classParts(config)],
      trials,
    });
    assert.deepEqual(trials.left, []);
    const lines = tried.filter(({ seen }) => seen.startsWith("not answered here; "));
    assert.equal(lines.length, 4); // servers in two regions, a load balancer, a distribution
    const finders = (await services()).flatMap((service) => service.finders ?? []);
    const kinds = ["instance", "load balancer", "CloudFront distribution"];
    for (const finder of finders.filter(({ kind }) => kinds.includes(kind)))
      assert.deepEqual(await finder.find(placeIn(aws, SEOUL)), [], finder.kind);
  });
});
