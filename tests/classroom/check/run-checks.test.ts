import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { elbClient } from "../../../aws/elb/client.ts";
import { type Patience, type Result, runChecks } from "../../../classroom/check/run-checks.ts";
import type { Check } from "../../../labs/contract/check.ts";
import { CannotTell, expect, Failure, needsTraffic } from "../../../labs/contract/outcome.ts";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { localServer, nobody } from "../../support/local-server.ts";
import { awsAt, subjectOf } from "../../support/subjects.ts";

const QUICK: Patience = { lookSeconds: 0.5, settleSeconds: 0.05, pauseSeconds: 0.01 };

const check = (run: Check["run"], name = "it is so"): Check => ({
  name: { en: name },
  hint: { en: "mend it" },
  run,
});

async function resultOf(run: Check["run"], patience = QUICK): Promise<Result> {
  const [result] = await runChecks(
    [{ subject: subjectOf(linuxServer), checks: [check(run)] }],
    patience,
  );
  assert.ok(result);
  return result;
}

const outcomeOf = async (run: Check["run"]): Promise<Result["outcome"]> =>
  (await resultOf(run)).outcome;

describe("runChecks", () => {
  it("passes on what a check has seen", async () => {
    assert.deepEqual(await resultOf(() => Promise.resolve("2 servers")), {
      lab: "linux-server",
      check: "it is so",
      outcome: "pass",
      seen: "2 servers",
    });
  });

  it("gives a failure its hint", async () => {
    const result = await resultOf(() => Promise.reject(new Failure("no server")));
    assert.deepEqual([result.outcome, result.seen, result.hint], ["fail", "no server", "mend it"]);
  });

  it("takes no failure for what cannot be told", async () => {
    const result = await resultOf(() => Promise.reject(new CannotTell("nothing to see")));
    assert.deepEqual(
      [result.outcome, result.seen, result.hint],
      ["inconclusive", "nothing to see", undefined],
    );
  });

  it("looks again until a failure has settled", async () => {
    let looks = 0;
    const result = await resultOf(
      () => {
        expect(++looks === 3, "not yet");
        return Promise.resolve("now");
      },
      { ...QUICK, settleSeconds: 10 },
    );
    assert.deepEqual([result.outcome, looks], ["pass", 3]);
  });

  it("believes a failure that lasts, after a second look at least", async () => {
    let looks = 0;
    const run = () => {
      looks++;
      return Promise.reject(new Failure("never"));
    };
    assert.equal((await resultOf(run)).outcome, "fail");
    assert.ok(looks > 1, `${looks} looks`);
  });

  it("does not look again after a pass or an inconclusive result", async () => {
    let looks = 0;
    await resultOf(() => Promise.resolve(`look ${++looks}`));
    await resultOf(() => Promise.reject(new CannotTell(`look ${++looks}`)));
    assert.equal(looks, 2);
  });

  it("is inconclusive when a look takes too long, and goes on", async () => {
    const { outcome, seen } = await resultOf(() => sleep(5000, "late", { ref: false }));
    assert.deepEqual([outcome, seen], ["inconclusive", "no answer within 0.5 s"]);
  });

  it("gives results in the order of the checks, however long each takes", async () => {
    const checks = [40, 1, 20].map((ms) => check(() => sleep(ms, "seen"), `${ms} ms`));
    const results = await runChecks([{ subject: subjectOf(linuxServer), checks }], QUICK);
    assert.deepEqual(
      results.map((result) => result.check),
      ["40 ms", "1 ms", "20 ms"],
    );
  });

  it("runs eight checks side by side, not more", async () => {
    let [open, most] = [0, 0];
    const checks = Array.from({ length: 20 }, (_, at) =>
      check(async () => {
        most = Math.max(most, ++open);
        await sleep(10);
        open--;
        return "seen";
      }, `check ${at}`),
    );
    await runChecks([{ subject: subjectOf(linuxServer), checks }], QUICK);
    assert.equal(most, 8);
  });

  it("calls a bug in a check what it is", async () => {
    const {
      outcome,
      seen,
      hint = "",
    } = await resultOf(() => {
      throw new TypeError("x is undefined");
    });
    assert.deepEqual([outcome, seen], ["fail", "TypeError: x is undefined"]);
    assert.match(hint, /bug in the check itself/);
  });
});

describe("what AWS answers to a check", () => {
  const local = localServer();
  // AWS's own repeats take seconds, and end in the same answer.
  before(() => (process.env.AWS_MAX_ATTEMPTS = "1"));
  after(() => delete process.env.AWS_MAX_ATTEMPTS);

  /** A check that asks a service which always answers with this error. */
  const answered = async (status: number, code: string): Promise<Result> => {
    const endpoint = await local.serve((_, response) => {
      const error = `<Error><Code>${code}</Code><Message>because</Message></Error>`;
      response.writeHead(status, { "content-type": "text/xml" });
      response.end(`<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`);
    });
    return asked(endpoint);
  };
  const asked = (endpoint: string): Promise<Result> =>
    resultOf(
      async () => {
        const elb = await awsAt(endpoint).client(elbClient);
        return String((await elb.describeLoadBalancers({})).LoadBalancers?.length);
      },
      { ...QUICK, lookSeconds: 10 },
    );

  it("is a failure with the check's hint when the thing is not there", async () => {
    const { outcome, seen, hint } = await answered(400, "LoadBalancerNotFound");
    assert.deepEqual([outcome, hint], ["fail", "mend it"]);
    assert.match(seen, /^LoadBalancerNotFound\w*: because$/);
  });

  for (const [status, code] of [
    [403, "AccessDenied"],
    [400, "UnauthorizedOperation"],
    [403, "InvalidClientTokenId"],
    [400, "ExpiredToken"],
    [400, "UnrecognizedClientException"],
    [400, "Throttling"],
    [400, "TooManyRequestsException"],
    [400, "RequestLimitExceeded"],
    [503, "ServiceUnavailable"],
    [500, "InternalFailure"],
  ] as const)
    it(`tells nothing of the thing when it is ${status} ${code}`, async () => {
      const { outcome, seen, hint } = await answered(status, code);
      assert.deepEqual([outcome, hint], ["inconclusive", undefined], seen);
    });

  it("tells nothing when nobody answers", async () => {
    assert.equal((await asked(await nobody())).outcome, "inconclusive");
  });

  it("tells nothing when the connection is cut", async () => {
    const endpoint = await local.serve(({ socket }) => socket.destroy());
    assert.equal((await asked(endpoint)).outcome, "inconclusive");
  });

  it("tells nothing when there are no credentials", async () => {
    const missing = Object.assign(new Error("none found"), { name: "CredentialsProviderError" });
    assert.equal(await outcomeOf(() => Promise.reject(missing)), "inconclusive");
  });
});

describe("what the emulator cannot show", () => {
  it("is not looked at there", () => {
    const subject = subjectOf(linuxServer, { endpoint: "http://127.0.0.1:4566" });
    assert.throws(() => {
      needsTraffic(subject);
    }, /^Error: the emulator carries no traffic$/);
  });

  it("is looked at on AWS", () => {
    assert.doesNotThrow(() => {
      needsTraffic(subjectOf(linuxServer));
    });
  });
});
