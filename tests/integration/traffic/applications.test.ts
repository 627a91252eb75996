import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { NoConnectionError, NotServedError } from "../../../aws/web-request.ts";
import { sandboxProblem } from "../../../engine/traffic/boot/problem.ts";
import { PROJECT } from "../../../lib/project.ts";
import { environments } from "./environments.ts";
import { settled } from "./settled.ts";

const problem = await sandboxProblem();

const SAMPLE = ["package.json", "server.js"].map(
  (name) => [name, readFileSync(path.join(PROJECT, "labs/elastic-beanstalk/app", name))] as const,
);

/** Answers with what it finds out about where it runs. */
const CURIOUS = `
const http = require("node:http"), fs = require("node:fs"), net = require("node:net");
const told = (write) => { try { return write(), "done"; } catch (error) { return error.code; } };
http.createServer((request, response) => {
  if (request.url === "/exit") process.exit(1);
  let body = "";
  request.on("data", (chunk) => (body += chunk)).on("end", () => answer(body.slice(0, 10), response, request));
}).listen(process.env.PORT);
const answer = (body, response, request) => {
  const out = net.connect(PORT_OF_THIS_MACHINE, "127.0.0.1");
  const end = (network) => response.end(JSON.stringify({
    network, body, greeting: process.env.GREETING, hook: process.env.HOOK, visitor: request.headers["x-forwarded-for"],
    interfaces: Object.keys(require("node:os").networkInterfaces()),
    homes: told(() => fs.readdirSync("/home")), write: told(() => fs.writeFileSync("/usr/lib/x", "")),
    environment: Object.keys(process.env).filter((name) => /AWS/.test(name)),
  }));
  out.on("connect", () => end("open")).on("error", (error) => end(error.code));
};
`;

/** Ends the relay beside the application, if it runs there. */
const HOOK = `
if (process.argv[1].endsWith("relay.ts")) process.exit(1);
process.env.HOOK = "runs";
`;

/** Environments that are made by AWS's API, as strangers see them. */
describe(
  problem === undefined
    ? "Elastic Beanstalk at its names"
    : `Elastic Beanstalk at its names (skipped: ${problem})`,
  () => {
    before(function () {
      if (problem !== undefined) this.skip(); // the title says which
    });
    const { ec2, visit, web, beanstalk, made, health } = environments();
    const page = (version: string) => `<title>${version}</title>\n`;

    it("run the sample of the lab, show its health, and follow the deployed version", async () => {
      const bundles = {
        v1: [...SAMPLE, ["page.html", page("v1")] as const],
        v2: [...SAMPLE, ["page.html", page("v2")] as const],
      };
      const { name, url } = await made(bundles);
      const { status, body, headers } = await visit(url);
      assert.deepEqual([status, body, headers.get("server")], [200, page("v1"), "nginx"]);
      assert.equal((await visit(`${url}nothing`)).status, 404);
      assert.deepEqual(await health(name), ["Green", "Ok"]);
      await (await beanstalk()).updateEnvironment({ EnvironmentName: name, VersionLabel: "v2" });
      await settled();
      assert.equal((await visit(url)).body, page("v2"));
      await (await beanstalk()).terminateEnvironment({ EnvironmentName: name });
      await settled();
      await assert.rejects(visit(url), NotServedError);
    });

    it("hold the application in a network and on a disk of its own, with its properties", async () => {
      const { port } = new URL(web());
      const app = CURIOUS.replace("PORT_OF_THIS_MACHINE", port);
      const bundle = { v1: [["app.js", app] as const, ["hook.js", HOOK] as const] };
      const properties = { GREETING: "hello world", NODE_OPTIONS: "--require ./hook.js" };
      const { url } = await made(bundle, undefined, properties);
      assert.deepEqual(JSON.parse((await visit(url)).body), {
        ...{ network: "ECONNREFUSED", greeting: "hello world", visitor: "127.0.0.1" },
        ...{ interfaces: ["lo"], hook: "runs" },
        ...{ homes: "ENOENT", write: "EROFS", environment: [], body: "" },
      });
      const host = new URL(url).host;
      const post = async (body: string) => {
        const posted = request(web(), { method: "POST", headers: { host } }).end(body);
        const [answer] = (await once(posted, "response")) as [IncomingMessage];
        return { status: answer.statusCode, text: await text(answer) };
      };
      assert.match((await post("hello")).text, /"body":"hello"/);
      assert.equal((await post("a".repeat(1024 * 1024))).status, 200);
      const tooLarge = await post("a".repeat(1024 * 1024 + 1));
      assert.equal(tooLarge.status, 413);
      assert.match(tooLarge.text, /413 Request Entity Too Large/);
      assert.equal((await visit(url, { headers: { trailer: "x" } })).status, 200);
      // It has ended: who comes a moment later starts it again.
      assert.equal((await visit(`${url}exit`)).status, 502);
      await settled();
      assert.equal((await visit(url)).status, 200);
    });

    it("answer at their server's address, too, as long as that runs, and are red when it does not", async () => {
      const { name, url } = await made({ v1: [...SAMPLE, ["page.html", page("v1")] as const] });
      const client = await beanstalk();
      const { Environments: [environment] = [] } = await client.describeEnvironments({
        EnvironmentNames: [name],
      });
      const address = `http://${environment?.EndpointURL}/`;
      assert.equal((await visit(address)).body, page("v1"));
      const { EnvironmentResources } = await client.describeEnvironmentResources({
        EnvironmentName: name,
      });
      const InstanceIds = (EnvironmentResources?.Instances ?? []).map(({ Id = "" }) => Id);
      assert.deepEqual(await health(name), ["Green", "Ok"]);
      await (await ec2()).stopInstances({ InstanceIds });
      await settled();
      assert.deepEqual(await health(name), ["Red", "Severe"]);
      await assert.rejects(visit(address), NotServedError);
      await assert.rejects(visit(url), NoConnectionError);
    });

    it("answer through their load balancer, and by nothing else, where they have one", async () => {
      const bundle = { v1: [...SAMPLE, ["page.html", page("v1")] as const] };
      const kind = { EnvironmentType: "LoadBalanced", LoadBalancerType: "application" };
      const { name, url } = await made(bundle, undefined, {}, kind);
      const client = await beanstalk();
      const { Environments: [environment] = [] } = await client.describeEnvironments({
        EnvironmentNames: [name],
      });
      const balancer = environment?.EndpointURL ?? "";
      assert.match(balancer, /\.elb\.amazonaws\.com$/);
      for (const at of [url, `http://${balancer}/`])
        assert.equal((await visit(at)).body, page("v1"));
      assert.deepEqual(await health(name), ["Green", "Ok"]);

      const { EnvironmentResources } = await client.describeEnvironmentResources({
        EnvironmentName: name,
      });
      const InstanceIds = (EnvironmentResources?.Instances ?? []).map(({ Id = "" }) => Id);
      const { Reservations = [] } = await (await ec2()).describeInstances({ InstanceIds });
      const address = Reservations[0]?.Instances?.[0]?.PublicIpAddress;
      await assert.rejects(visit(`http://${address}/`), NoConnectionError);

      await (await ec2()).stopInstances({ InstanceIds });
      await settled(2);
      assert.match(String((await visit(url)).status), /^50[34]$/);
      assert.deepEqual(await health(name), ["Red", "Severe"]);
    });

    it("are red, with nginx's page, where the application does not start", async () => {
      const { name, url } = await made({ v1: [["server.js", "process.exit(3);"]] });
      const { status, body } = await visit(url);
      assert.equal(status, 502);
      assert.match(body, /502 Bad Gateway/);
      assert.deepEqual(await health(name), ["Red", "Severe"]);
    });

    it("say what does not run here: missing packages, other platforms", async () => {
      const manifest = JSON.stringify({ dependencies: { express: "5" }, scripts: { start: "x" } });
      const express = await made({ v1: [["package.json", manifest]] });
      const notServed = (url: string, reason: RegExp) =>
        assert.rejects(visit(url), (error) => {
          assert.ok(error instanceof NotServedError, String(error));
          assert.match(error.message, reason);
          return true;
        });
      await notServed(express.url, /it depends on express, which npm would install/);
      assert.deepEqual(await health(express.name), ["Grey", "NoData"]);
      const python = await made({ v1: SAMPLE }, /running Python/);
      await notServed(python.url, /only Node\.js runs on this machine, not .*Python/);
    });
  },
);
