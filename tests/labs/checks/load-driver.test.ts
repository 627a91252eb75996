import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { stripVTControlCharacters } from "node:util";
import { webPage } from "../../../labs/kit/web/web-page.ts";
import { describeLoad } from "../../../classroom/load-test/load-report.ts";
import {
  isServed,
  type Load,
  loadTest,
  type LoadResult,
} from "../../../labs/load-test/load-driver.ts";
import { NoSiteError, readSite } from "../../../labs/load-test/site.ts";
import { localServer, nobody } from "../../support/local-server.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";

const LOAD: Load = { users: 60, concurrency: 20, maxSeconds: 10 };

describe("loadTest", () => {
  const local = localServer();

  /** Tests a server on loopback that answers by `listener`. */
  const against = async (listener: RequestListener, load = LOAD): Promise<LoadResult> =>
    loadTest(await local.serve(listener), load);

  it("sends one request per user, and counts the answers by page", async () => {
    let count = 0;
    const result = await against((_, response) => {
      response.end(webPage(++count % 3 === 0 ? "EC2-2" : "서버 1"));
    });
    assert.deepEqual(Object.fromEntries(result.answers), { "서버 1": 40, "EC2-2": 20 });
    assert.equal(count, 60);
    assert.ok(isServed(result));
  });

  it("never exceeds the concurrency", async () => {
    let [open, most] = [0, 0];
    await against((_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end(webPage("EC2-1"));
      }, 20);
    });
    assert.equal(most, LOAD.concurrency);
  });

  it("measures how long users of a slow server wait", async () => {
    const { latency } = await against((_, response) => {
      setTimeout(() => response.end(webPage("slow")), 150);
    });
    assert.ok(latency.p50 >= 145 && latency.max < 2000, JSON.stringify(latency));
  });

  it("counts answers with an error by their status", async () => {
    let count = 0;
    const result = await against((_, response) => {
      response.statusCode = ++count % 2 === 0 ? 503 : 200;
      response.end(webPage("EC2-1"));
    });
    assert.deepEqual(Object.fromEntries(result.answers), { "EC2-1": 30, "HTTP 503": 30 });
    assert.deepEqual([result.refused, result.unanswered, isServed(result)], [30, 0, false]);
  });

  it("counts users whose connection is cut, and comes to an end", async () => {
    const result = await against(({ socket }) => socket.destroy());
    assert.deepEqual([result.unanswered, result.answers.size], [60, 0]);
  });

  it("counts users of a server that does not exist", async () => {
    const { unanswered } = await loadTest(await nobody(), LOAD);
    assert.equal(unanswered, 60);
  });

  it("stops when its time is up", async () => {
    const start = performance.now();
    const result = await against(() => undefined, { ...LOAD, maxSeconds: 1 });
    assertWithin(performance.now() - start, 3000);
    assert.equal(result.unanswered, 60);
  });

  it("asks for the site of an emulated AWS at this machine's address for it", async () => {
    const hosts = new Set<string | undefined>();
    const web = await local.serve(({ headers, url }, response) => {
      hosts.add(`${headers.host}${url}`);
      response.end(webPage("EC2-1"));
    });
    const aws = { endpoint: "http://127.0.0.1:1", web };
    const { answers } = await loadTest("http://web-1.elb.amazonaws.com/a?b=c", LOAD, aws);
    assert.deepEqual([...answers], [["EC2-1", 60]]);
    assert.deepEqual([...hosts], ["web-1.elb.amazonaws.com/a?b=c"]);
  });

  it("counts a page without a title", async () => {
    const result = await against((_, response) => response.end("hello"));
    assert.deepEqual([...result.answers], [["a page without a title", 60]]);
  });
});

describe("describeLoad", () => {
  const RESULT: LoadResult = {
    ...LOAD,
    url: "http://site.example.com",
    seconds: 0.5,
    answers: new Map([
      ["EC2-2", 20],
      ["EC2-1", 40],
    ]),
    refused: 0,
    unanswered: 0,
    timeouts: 0,
    latency: { p50: 5, p75: 10, p90: 20, p97_5: 30, p99: 35, max: 40 },
  };
  const lines = (changes: Partial<LoadResult> = {}) =>
    stripVTControlCharacters(describeLoad({ ...RESULT, ...changes })).split("\n");

  it("shows the size of the test and how fast it was served", () => {
    assert.deepEqual(lines().slice(1, 3), [
      "60 users, 20 at once: http://site.example.com",
      "0.5 s, 120 answers per second",
    ]);
  });

  it("draws the answers by server, the most as the longest bar", () => {
    const at = lines().indexOf("Answers by server");
    assert.deepEqual(lines().slice(at + 1, at + 3), [
      `  EC2-1  40  67 %  ${"█".repeat(40)}`,
      `  EC2-2  20  33 %  ${"█".repeat(20)}`,
    ]);
  });

  it("draws how long users waited", () => {
    const shown = lines();
    assert.ok(shown.includes(`  50 %     5  ${"█".repeat(5)}`), shown.join("\n"));
    assert.ok(shown.includes(`  97.5 %  30  ${"█".repeat(30)}`));
    assert.ok(shown.includes(`  all     40  ${"█".repeat(40)}`));
    assert.equal(shown.at(-1), "Every user was served.");
  });

  it("shows what went wrong", () => {
    const shown = lines({ refused: 2, unanswered: 5, timeouts: 4, seconds: 10 });
    assert.ok(shown.some((line) => /^ {2}no answer +5 +8 % /.test(line)));
    assert.equal(
      shown.at(-1),
      "Not every user was served: 2 got an error, 4 timed out, 1 had no connection or lost it, the test was stopped after 10 s.",
    );
  });

  it("draws no latency when nobody was served", () => {
    const shown = lines({ answers: new Map(), unanswered: 60 });
    assert.equal(
      shown.some((line) => line.startsWith("Latency")),
      false,
    );
  });
});

describe("the site of a stack", () => {
  const load = { ...LOAD, command: "npm run class -- load-test" };
  const [site, other] = ["http://lb.example.com", "http://asg.example.com"];

  it("is the load balancer's, else that of auto scaling", () => {
    const both = {
      "load-test": load,
      "load-balancer": { url: site },
      "auto-scaling": { url: other },
    };
    assert.deepEqual(readSite(both), { url: site, load: LOAD });
    assert.equal(readSite({ "load-test": load, "auto-scaling": { url: other } }).url, other);
  });

  it("is missing where the lab is off", () => {
    assert.throws(() => readSite({ "load-balancer": { url: site } }), /lab load-test is off/);
  });

  it("is missing where no lab has a load balancer", () => {
    const outputs = { "load-test": load, "auto-scaling": { groupName: "group" } };
    assert.throws(() => readSite(outputs), NoSiteError);
  });
});
