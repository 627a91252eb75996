import assert from "node:assert/strict";
import type { WebAnswer } from "../../../../engine/traffic/answerer.ts";
import type { Group } from "../../../../engine/traffic/load-balancers/configuration.ts";
import type { Forward } from "../../../../engine/traffic/load-balancers/forward.ts";
import { Forwarding } from "../../../../engine/traffic/load-balancers/forwarding.ts";
import { GroupHealth } from "../../../../engine/traffic/load-balancers/health/group-health.ts";
import { StickyCookies } from "../../../../engine/traffic/load-balancers/stickiness.ts";
import { Turns } from "../../../../engine/traffic/load-balancers/turns.ts";
import type { View } from "../../../../engine/traffic/load-balancers/views.ts";
import type { Connection } from "../../../../engine/traffic/servers/connection.ts";
import { FakeClock } from "./fake-clock.ts";
import { arnOf, FROM, groupOf, target } from "./groups.ts";

describe("a load balancer that forwards requests", () => {
  let clock: FakeClock;
  let today: number;
  let connections: Map<string, Connection>;
  let forwarding: Forwarding;

  beforeEach(() => {
    clock = new FakeClock();
    today = Date.now();
    connections = new Map();
    forwarding = new Forwarding({
      servers: {
        answerAt: ({ instanceId, region }, port, _, from) => {
          assert.deepEqual([region, port, from], ["eu-west-1", 80, FROM]);
          const page: WebAnswer = { status: 200, headers: {}, body: instanceId };
          return Promise.resolve(connections.get(instanceId) ?? { how: "answered", answer: page });
        },
      },
      turns: new Turns(),
      cookies: new StickyCookies(() => today),
      timeOutMs: 1,
    });
  });

  const viewOf = (...groups: Group[]): View => ({
    ...{
      balancer: {},
      from: FROM,
      listeners: [],
      network: { groups: new Map(), tables: [], acls: [], prefixLists: new Map() },
    },
    reread: () => Promise.resolve(),
    groups: new Map(
      groups.map((group) => {
        const seen = { group, from: FROM };
        const health = new GroupHealth({
          clock,
          read: () => Promise.resolve(seen),
          check: () => Promise.resolve({ how: "passed" }),
        });
        return [group.arn, { group, health }];
      }),
    ),
  });

  const to = (...shares: [string, number][]): Forward => ({
    shares: shares.map(([name, weight]) => ({ arn: arnOf(name), weight })),
  });

  const visit = (view: View, forward: Forward, cookie?: string) =>
    forwarding.answer(view, "rule", forward, {
      ...{ method: "GET", path: "/", query: "" },
      headers: cookie === undefined ? {} : { cookie },
    });
  const cookiesOf = ({ cookies = [] }: WebAnswer) =>
    cookies.map((cookie) => cookie.split(";")[0]).join("; ");

  /** The bodies of answers, or their status. */
  const visits = async (times: number, view: View, forward: Forward, cookie?: string) => {
    const seen: string[] = [];
    for (let i = 0; i < times; i++) {
      const { status, body } = await visit(view, forward, cookie);
      seen.push(status === 200 && typeof body === "string" ? body : String(status));
    }
    return seen;
  };

  it("gives its targets turns", async () => {
    const view = viewOf(groupOf("web", [target("a"), target("b")]));
    assert.deepEqual(await visits(4, view, to(["web", 1])), ["a", "b", "a", "b"]);
  });

  it("gives target groups their shares", async () => {
    const view = viewOf(groupOf("blue", [target("b")]), groupOf("green", [target("g")]));
    const seen = await visits(1000, view, to(["blue", 80], ["green", 20]));
    assert.equal(seen.filter((id) => id === "g").length, 200);
  });

  it("answers 503 without targets, and without weights", async () => {
    const view = viewOf(groupOf("web", []), groupOf("other", [target("a")]));
    assert.deepEqual(await visits(1, view, to(["web", 1])), ["503"]);
    assert.deepEqual(await visits(1, view, to(["other", 0])), ["503"]);
    assert.deepEqual(await visits(1, view, to(["gone", 1])), ["503"]);
  });

  it("answers for a target that does not: 502 when it refuses, 504 when it times out", async () => {
    const view = viewOf(groupOf("web", [target("a"), target("b")]));
    connections.set("a", { how: "refused", reason: "nothing listens" });
    connections.set("b", { how: "timed out", reason: "closed" });
    assert.deepEqual(await visits(2, view, to(["web", 1])), ["502", "504"]);
  });

  it("asks another target when the one that it asked has just left", async () => {
    const view = viewOf(groupOf("web", [target("a"), target("b")]));
    assert.deepEqual(await visits(1, view, to(["web", 1])), ["a"]);
    connections.set("b", { how: "timed out", reason: "terminated" });
    const [chosen] = view.groups.values();
    const reread = () => {
      chosen?.health.update({ group: groupOf("web", [target("a")]), from: FROM });
      return Promise.resolve();
    };
    assert.deepEqual(await visits(1, { ...view, reread }, to(["web", 1])), ["a"]);
  });

  it("says of a target that this machine cannot run it", async () => {
    const view = viewOf(groupOf("web", [target("a")]));
    connections.set("a", { how: "not here", reason: "Windows" });
    assert.equal((await visit(view, to(["web", 1]))).headers["x-class-not-served"], "Windows");
    const lambda = viewOf(groupOf("web", [target("a")], { type: "lambda" }));
    assert.match(
      (await visit(lambda, to(["web", 1]))).headers["x-class-not-served"] ?? "",
      /lambda/,
    );
  });

  it("keeps a visitor with a target until the duration ends", async () => {
    const view = viewOf(groupOf("web", [target("a"), target("b")], { stickyMs: 60_000 }));
    const first = await visit(view, to(["web", 1]));
    assert.equal(first.body, "a");
    const cookie = cookiesOf(first);
    assert.match(cookie, /^AWSALB=/);
    assert.deepEqual(await visits(3, view, to(["web", 1]), cookie), ["a", "a", "a"]);
    today += 60_000;
    assert.deepEqual(await visits(2, view, to(["web", 1]), cookie), ["b", "a"]);
  });

  it("renews the cookie with each answer", async () => {
    const view = viewOf(groupOf("web", [target("a"), target("b")], { stickyMs: 60_000 }));
    let answer = await visit(view, to(["web", 1]));
    for (let i = 0; i < 3; i++) {
      today += 50_000;
      answer = await visit(view, to(["web", 1]), cookiesOf(answer));
      assert.equal(answer.body, "a");
    }
  });

  it("gives a visitor another target when the target has gone", async () => {
    const sticky = { stickyMs: 60_000 };
    const cookie = cookiesOf(
      await visit(viewOf(groupOf("web", [target("a")], sticky)), to(["web", 1])),
    );
    const view = viewOf(groupOf("web", [target("b")], sticky));
    const answer = await visit(view, to(["web", 1]), cookie);
    assert.equal(answer.body, "b");
    assert.notEqual(cookiesOf(answer), cookie);
  });

  it("keeps a visitor with a target group, also when no others are sent there", async () => {
    const view = viewOf(groupOf("blue", [target("b")]), groupOf("green", [target("g")]));
    const all = { ...to(["blue", 1], ["green", 0]), stickyMs: 60_000 };
    const cookie = cookiesOf(await visit(view, all));
    assert.match(cookie, /^AWSALBTG=/);
    const moved = { ...to(["blue", 0], ["green", 1]), stickyMs: 60_000 };
    assert.deepEqual(await visits(2, view, moved, cookie), ["b", "b"]);
    assert.deepEqual(await visits(1, view, moved), ["g"]);
    today += 60_000;
    assert.deepEqual(await visits(1, view, moved, cookie), ["g"]);
  });
});
