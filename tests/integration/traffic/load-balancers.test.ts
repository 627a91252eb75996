import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { elbClient } from "../../../aws/elb/client.ts";
import { NoConnectionError } from "../../../aws/web-request.ts";
import { sandboxProblem } from "../../../engine/traffic/boot/problem.ts";
import { findChromium, startChromium } from "../../support/pages/browser.ts";
import { localWeb } from "./local-web.ts";
import { settled } from "./settled.ts";
import { WebTier } from "./web-tier.ts";

const problem = await sandboxProblem();
const chromium = findChromium();

/** Made by AWS's API, visited as strangers do, and their health as AWS's API shows it. */
describe("load balancers at their names", () => {
  const { aws, unique, visit, web } = localWeb();
  let tier: WebTier;

  before(async () => {
    tier = await WebTier.make(aws(), unique);
  });

  /** Until what was read a moment ago is read again. */
  const settles = () => settled(2);

  const pages = async (url: string, times: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let i = 0; i < times; i++) {
      const { status, body } = await visit(url);
      seen.push(status === 200 ? body.trim() : String(status));
    }
    return seen;
  };

  describe(
    problem === undefined ? "with servers" : `with servers (skipped: ${problem})`,
    function () {
      this.timeout("2m");
      let balancing: string;
      let inside: string;
      let servers: { id: string; ip: string }[];

      before(async function () {
        if (problem !== undefined) this.skip(); // the title says which
        balancing = await tier.securityGroup({ cidr: "0.0.0.0/0" });
        inside = await tier.securityGroup({ group: balancing });
        servers = await Promise.all(["one", "two"].map((page) => tier.server(page, inside)));
      });

      it("give servers turns that answer nobody else, and show how they are", async () => {
        const [one, two] = servers;
        assert.ok(one && two);
        const group = await tier.targetGroup(servers);
        assert.deepEqual(await tier.health(group), {
          [one.id]: "unused Target.NotInUse",
          [two.id]: "unused Target.NotInUse",
        });
        const { url } = await tier.loadBalancer(balancing, { [group]: 1 });
        await settles();
        assert.deepEqual(new Set(await pages(url, 4)), new Set(["one", "two"]));
        assert.deepEqual(await tier.health(group), { [one.id]: "healthy", [two.id]: "healthy" });
        await assert.rejects(visit(`http://${one.ip}/`), NoConnectionError);

        const elb = await aws().client(elbClient);
        await elb.deregisterTargets({ TargetGroupArn: group, Targets: [{ Id: one.id }] });
        await settles();
        assert.deepEqual(await pages(url, 3), ["two", "two", "two"]);
        const leaving = await tier.health(group);
        assert.equal(leaving[one.id], "draining Target.DeregistrationInProgress");
        await sleep(3000); // its deregistration delay
        assert.deepEqual(await tier.health(group), { [two.id]: "healthy" });

        const ec2 = await aws().client(ec2Client);
        await ec2.stopInstances({ InstanceIds: [two.id] });
        await settles();
        assert.deepEqual(await tier.health(group), { [two.id]: "unused Target.InvalidState" });
        assert.deepEqual(await pages(url, 1), ["503"]);
        await ec2.startInstances({ InstanceIds: [two.id] });
        await settles();
        assert.deepEqual(await pages(url, 1), ["two"]);
      });

      it("give target groups their shares after one change, and keep a visitor for a while", async () => {
        const [blue, green] = await Promise.all(
          servers.map((server) => tier.targetGroup([server], 2)),
        );
        assert.ok(blue !== undefined && green !== undefined);
        const { url, shift } = await tier.loadBalancer(balancing, { [blue]: 100, [green]: 0 });
        assert.deepEqual(new Set(await pages(url, 10)), new Set(["one"]));
        await shift({ [blue]: 70, [green]: 30 });
        await settles();
        const seen = await pages(url, 1000);
        assert.equal(seen.filter((page) => page === "two").length, 300);

        const pair = await tier.targetGroup(servers, 2);
        const sticky = await tier.loadBalancer(balancing, { [pair]: 1 });
        const first = await visit(sticky.url);
        const cookie = first.headers
          .getSetCookie()
          .map((made) => made.split(";")[0])
          .join("; ");
        const again = async () => (await visit(sticky.url, { headers: { cookie } })).body;
        for (let i = 0; i < 5; i++) assert.equal(await again(), first.body);
        await sleep(2000);
        assert.equal(new Set([await again(), await again()]).size, 2);
      });

      it("take turns in a browser, and keep it at one server until the duration ends", async function () {
        if (chromium === undefined) this.skip(); // there is no browser on this machine: CI installs one
        const browser = await startChromium(chromium);
        try {
          const page = await browser.newPage();
          // Browsers ask for the site's icon when they like to, and it would take a turn.
          await page.route("**/favicon.ico", (route) => route.abort());
          const seen = async (url: string) => {
            const { host } = new URL(url);
            await page.goto(`http://${host}.localhost:${new URL(web()).port}/`);
            return (await page.innerText("body")).trim();
          };
          const turns = await tier.loadBalancer(balancing, {
            [await tier.targetGroup(servers)]: 1,
          });
          const visits = [];
          for (let i = 0; i < 4; i++) visits.push(await seen(turns.url));
          const [first, second] = visits;
          assert.deepEqual(new Set(visits), new Set(["one", "two"]));
          assert.deepEqual(visits, [first, second, first, second]);

          const sticky = await tier.targetGroup(servers, 3);
          const { url } = await tier.loadBalancer(balancing, { [sticky]: 1 });
          await tier.settled(sticky);
          const kept = await seen(url);
          for (let i = 0; i < 5; i++) assert.equal(await seen(url), kept);
          await sleep(3000);
          assert.notEqual(await seen(url), kept);
        } finally {
          await browser.close();
        }
      });

      it("leave out servers that they do not reach any more, until none is left", async () => {
        const group = await tier.targetGroup(servers);
        const { url } = await tier.loadBalancer(balancing, { [group]: 1 });
        assert.equal((await visit(url)).status, 200);
        await tier.revoke(inside, { group: balancing });
        await sleep(12_000); // two health checks
        assert.deepEqual(
          new Set(Object.values(await tier.health(group))),
          new Set(["unhealthy Target.Timeout"]),
        );
        assert.deepEqual(await pages(url, 1), ["504"]);
      });
    },
  );
});
