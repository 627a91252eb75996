import assert from "node:assert/strict";
import { elbClient } from "../../../aws/elb/client.ts";
import { type Result, runChecks } from "../../../classroom/checking/run-checks.ts";
import type { Check } from "../../../labs/contract/check.ts";
import { needsTraffic } from "../../../labs/contract/outcome.ts";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { localServer, nobody } from "../../support/local-server.ts";
import { awsAt, subjectOf } from "../../support/subjects.ts";

async function resultOf(run: Check["run"]): Promise<Result> {
  const check: Check = { name: { en: "it is so" }, hint: { en: "mend it" }, run };
  const [result] = await runChecks([{ subject: subjectOf(linuxServer), checks: [check] }], {
    lookSeconds: 10,
    settleSeconds: 0.05,
    pauseSeconds: 0.01,
  });
  assert.ok(result);
  return result;
}

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
    resultOf(async () => {
      const elb = await awsAt(endpoint).client(elbClient);
      return String((await elb.describeLoadBalancers({})).LoadBalancers?.length);
    });

  it("is a failure with the check's hint when the thing is not there", async () => {
    const { outcome, seen, hint } = await answered(400, "LoadBalancerNotFound");
    assert.deepEqual([outcome, hint], ["fail", "mend it"]);
    assert.match(seen, /^LoadBalancerNotFound\w*: because$/);
  });

  for (const [status, code] of [
    [403, "InvalidClientTokenId"],
    [400, "ExpiredToken"],
    [400, "UnrecognizedClientException"],
  ] as const)
    it(`is of the credentials when it is ${status} ${code}`, async () => {
      const { outcome, obstacle } = await answered(status, code);
      assert.deepEqual([outcome, obstacle], ["inconclusive", "credentials"]);
    });

  for (const [status, code] of [
    [403, "AccessDenied"],
    [400, "UnauthorizedOperation"],
    [400, "Throttling"],
    [400, "TooManyRequestsException"],
    [400, "RequestLimitExceeded"],
    [503, "ServiceUnavailable"],
    [500, "InternalFailure"],
  ] as const)
    it(`tells nothing of the thing when it is ${status} ${code}`, async () => {
      const { outcome, obstacle, seen, hint } = await answered(status, code);
      assert.deepEqual([outcome, obstacle, hint], ["inconclusive", "unseen", undefined], seen);
    });

  it("tells nothing when nobody answers", async () => {
    assert.equal((await asked(await nobody())).outcome, "inconclusive");
  });

  it("tells nothing when the connection is cut", async () => {
    const endpoint = await local.serve(({ socket }) => socket.destroy());
    assert.equal((await asked(endpoint)).outcome, "inconclusive");
  });

  it("is of the credentials when there are none", async () => {
    const missing = Object.assign(new Error("none found"), { name: "CredentialsProviderError" });
    const { obstacle } = await resultOf(() => Promise.reject(missing));
    assert.equal(obstacle, "credentials");
  });
});

describe("what the emulator cannot show", () => {
  it("is not looked at there", () => {
    const subject = subjectOf(linuxServer, { endpoint: "http://127.0.0.1:4566" });
    assert.throws(() => {
      needsTraffic(subject);
    }, /^Error: no server runs locally$/);
  });

  it("is looked at on AWS", () => {
    assert.doesNotThrow(() => {
      needsTraffic(subjectOf(linuxServer));
    });
  });
});
