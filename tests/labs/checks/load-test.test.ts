import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { Failure } from "../../../labs/contract/outcome.ts";
import { webPage } from "../../../labs/kit/web/web-page.ts";
import { loadBalancer } from "../../../labs/load-balancer/lab.ts";
import { proof } from "../../../labs/load-test/checks.ts";
import { localServer } from "../../support/local-server.ts";
import { subjectOf } from "../../support/subjects.ts";

const LOAD = { users: 400, concurrency: 200, maxSeconds: 60 };

describe("the checks of lab load-test", () => {
  const local = localServer();
  const [there, serves] = proof.checks;

  const look = (check: typeof there, url?: string): Promise<string> => {
    assert.ok(check);
    const outputs = { "load-test": LOAD, ...(url !== undefined && { "load-balancer": { url } }) };
    return Promise.resolve(check.run({ ...subjectOf(loadBalancer), outputs }));
  };
  const lookAt = async (listener: RequestListener) => look(serves, await local.serve(listener));

  it("show the size of the test and its site", async () => {
    assert.equal(await look(there, "http://site"), "400 users, 200 at once, to http://site");
  });

  it("send twenty users, and show which server answered how fast", async () => {
    let count = 0;
    const seen = await lookAt((_, response) => {
      response.end(webPage(`EC2-${(count++ % 2) + 1}`));
    });
    assert.match(seen, /^EC2-1 \(10\), EC2-2 \(10\); half within \d+ ms, all within \d+ ms$/);
    assert.equal(count, 20);
  });

  it("fail when a user gets an error", async () => {
    let count = 0;
    const seen = lookAt((_, response) => {
      response.statusCode = ++count === 7 ? 503 : 200;
      response.end(webPage("EC2-1"));
    });
    await assert.rejects(
      seen,
      new Failure("of 20 users, 1 got an error and 0 no answer: EC2-1 (19), HTTP 503 (1)"),
    );
  });

  it("fail when the connection is closed", async () => {
    const seen = lookAt(({ socket }) => socket.destroy());
    await assert.rejects(seen, /of 20 users, 0 got an error and 20 no answer$/);
  });

  it("fail when there is no site", async () => {
    assert.ok(there);
    await assert.rejects(
      async () => look(there),
      (error) => error instanceof Failure,
    );
  });
});
