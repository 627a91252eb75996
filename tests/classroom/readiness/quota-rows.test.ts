import assert from "node:assert/strict";
import type { Aws } from "../../../aws/clients.ts";
import { oneEach, type Quota, type Share } from "../../../aws/contract/quota.ts";
import type { Asked } from "../../../classroom/readiness/demand.ts";
import { quotaRows } from "../../../classroom/readiness/quota-rows.ts";
import type { OwnParts } from "../../../classroom/readiness/unanswered.ts";
import { awsError, type Fakes, fakePlace, refuses } from "../../support/fake-place.ts";

const SEOUL = "ap-northeast-2";
const ROLE = "aws:iam/role:Role";
const VPC = "aws:ec2/vpc:Vpc";

const AGAIN = "allow what AWS refuses, or wait until it answers, then npm run class -- preflight";

const quota = (used: readonly Share[] | Error, more: Partial<Quota> = {}): Quota => ({
  what: "VPCs",
  service: "vpc",
  code: "L-F678F1CE",
  standard: 5,
  source: "https://docs.aws.amazon.com/",
  needs: oneEach([]),
  used: () => (used instanceof Error ? Promise.reject(used) : Promise.resolve(used)),
  ...more,
});

const applied = (Value: number): Fakes => ({
  servicequotas: { getServiceQuota: () => ({ Quota: { Value } }) },
});

async function row(
  its: Quota,
  needed: number,
  fakes: Fakes,
  {
    endpoint,
    held = [],
    uncounted = [],
    asked = [],
  }: {
    endpoint?: string;
    held?: OwnParts["held"];
    uncounted?: readonly string[];
    asked?: readonly Asked[];
  } = {},
) {
  const { client } = fakePlace(fakes);
  const aws = { region: SEOUL, endpoint, client } as unknown as Aws;
  const demand = { quota: its, region: SEOUL, within: "", needed, uncounted, asked };
  const asking = { aws, classIds: ["own", "student"], held, callMs: 1000 };
  const [found] = await quotaRows({ quota: its, region: SEOUL, demands: [demand] }, asking);
  assert.ok(found);
  return found;
}

describe("a quota", () => {
  it("is ok when what is needed and what is used fit the account's own value", async () => {
    const { verdict, used, limit } = await row(quota([{ count: 1 }]), 4, applied(5));
    assert.deepEqual({ verdict, used, limit }, { verdict: "ok", used: 1, limit: 5 });
  });

  it("is short with the command that asks for enough", async () => {
    const { verdict, fix } = await row(quota([{ count: 1 }]), 31, applied(5));
    assert.equal(verdict, "fail");
    assert.equal(
      fix,
      "aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-F678F1CE --desired-value 32 --region ap-northeast-2",
    );
  });

  it("is AWS's default for an account that has no value of its own", async () => {
    const fakes: Fakes = {
      servicequotas: {
        getServiceQuota: refuses("NoSuchResourceException"),
        getAWSDefaultServiceQuota: () => ({ Quota: { Value: 20 } }),
      },
    };
    const { verdict, limit } = await row(quota([]), 10, fakes);
    assert.deepEqual({ verdict, limit }, { verdict: "ok", limit: 20 });
  });

  it("is unknown, not ok, when only AWS's documents say that it is enough", async () => {
    const fakes = { servicequotas: { getServiceQuota: refuses("AccessDeniedException", "no") } };
    const { verdict, seen, fix } = await row(quota([]), 1, fakes);
    assert.equal(verdict, "unknown");
    assert.match(seen, /default.*AccessDeniedException: no/);
    assert.equal(fix, AGAIN);
  });

  it("is unknown when AWS does not say what is used", async () => {
    const { verdict, seen, used, fix } = await row(quota(awsError("AccessDenied")), 1, applied(5));
    assert.equal(verdict, "unknown");
    assert.match(seen, /AccessDenied/);
    assert.equal(used, undefined);
    assert.equal(fix, AGAIN);
  });

  it("is unknown when a resource does not say how much it takes, with the command that asks for more", async () => {
    const { verdict, fix } = await row(quota([{ count: 1 }]), 3, applied(5), {
      uncounted: ["gpu"],
    });
    assert.equal(verdict, "unknown");
    assert.equal(
      fix,
      "if it needs more than 1: aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-F678F1CE --desired-value NUMBER --region ap-northeast-2",
    );
  });

  it("counts what AWS is asked for; what it does not answer is not known", async () => {
    const metal = (count: number | undefined) => ({
      ...{ name: "metal", ask: () => Promise.resolve(count) },
    });
    const enough = await row(quota([]), 1, applied(100), { asked: [metal(96)] });
    assert.deepEqual([enough.verdict, enough.needed], ["ok", 97]);
    const short = await row(quota([]), 5, applied(100), { asked: [metal(96)] });
    assert.match(`${short.verdict} ${short.seen}`, /^fail 1 too few/);
    const failing = { name: "metal", ask: () => Promise.reject(awsError("AccessDenied")) };
    for (const asked of [[metal(undefined)], [failing]]) {
      const unknown = await row(quota([]), 1, applied(100), { asked });
      assert.match(`${unknown.verdict} ${unknown.seen}`, /^unknown .*how many metal needs/);
    }
  });

  it("says of what an emulator does not know that it is not answered here", async () => {
    const mute = refuses("UnknownError");
    const fakes = {
      servicequotas: { getServiceQuota: mute, getAWSDefaultServiceQuota: mute },
    };
    const { verdict, seen } = await row(quota([]), 1, fakes, {
      endpoint: "http://127.0.0.1:5000",
    });
    assert.equal(verdict, "unknown");
    assert.match(seen, /not answered here/);
  });

  it("does not count twice what the class has already", async () => {
    const own = { "class-id": "own" };
    const used = [
      { count: 1 },
      { count: 2, tags: own },
      { count: 1, tags: { "class-id": "student" } },
    ];
    assert.equal((await row(quota(used), 4, applied(5))).verdict, "ok");
    const late = [{ count: 1 }, { count: 3, tags: () => Promise.resolve(own) }];
    assert.equal((await row(quota(late), 4, applied(5))).verdict, "ok");
    const others = [{ count: 1 }, { count: 3, tags: () => Promise.reject(new Error("denied")) }];
    assert.equal((await row(quota(others), 4, applied(5))).verdict, "fail");
  });

  it("asks for no tags of what the stack holds by its id", async () => {
    const tags = () => Promise.reject(new Error("asked"));
    const used = ["vpc-1", "vpc-2"].map((id) => ({ count: 1, ids: [id], tags }));
    const held = [{ type: VPC, id: "vpc-2" }];
    assert.equal((await row(quota(used), 1, applied(5), { held })).used, 1);
    assert.equal((await row(quota(used), 4, applied(5), { held })).verdict, "ok");
  });

  it("does not count twice what the stack holds, where AWS gives only a number", async () => {
    const roles = quota([{ count: 8 }], { needs: oneEach([ROLE]), total: true });
    const held = ["a", "b"].map((id) => ({ type: ROLE, id }));
    held.push({ type: VPC, id: "vpc-1" });
    const { verdict, used } = await row(roles, 2, applied(8), { held });
    assert.deepEqual([verdict, used], ["ok", 6]);
    const first = await row(roles, 2, applied(8));
    assert.deepEqual([first.verdict, first.used], ["fail", 8]);
    const late = await row({ ...roles, used: () => Promise.resolve([]) }, 2, applied(8), { held });
    assert.equal(late.used, 0);
  });

  it("throws what is a defect of ours and no answer of AWS's", async () => {
    await assert.rejects(row(quota(new TypeError("x is undefined")), 1, applied(5)), TypeError);
  });
});
