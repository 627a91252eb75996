import assert from "node:assert/strict";
import { elbClient } from "../../../aws/elb/client.ts";
import { NoConnectionError } from "../../../aws/web-request.ts";
import { localWeb } from "./local-web.ts";
import { WebTier } from "./web-tier.ts";

/** What they answer themselves, without servers. */
describe("load balancers without servers", () => {
  const { aws, unique, visit } = localWeb();
  let tier: WebTier;

  before(async () => {
    tier = await WebTier.make(aws(), unique);
  });

  it("answer by themselves: by rules, redirects, and 503 without a target", async () => {
    const group = await tier.targetGroup([]);
    const open = await tier.securityGroup({ cidr: "0.0.0.0/0" });
    const { url, ListenerArn } = await tier.loadBalancer(open, { [group]: 1 });
    const elb = await aws().client(elbClient);
    await elb.createRule({
      ...{ ListenerArn, Priority: 20 },
      Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/old/*"] } }],
      Actions: [
        {
          Type: "redirect",
          RedirectConfig: { Path: "/new/#{path}", StatusCode: "HTTP_301", Protocol: "HTTP" },
        },
      ],
    });
    await elb.createRule({
      ...{ ListenerArn, Priority: 10 },
      Conditions: [
        { Field: "path-pattern", PathPatternConfig: { Values: ["/old/*"] } },
        {
          Field: "query-string",
          QueryStringConfig: { Values: [{ Key: "say", Value: "hello" }] },
        },
      ],
      Actions: [
        {
          Type: "fixed-response",
          FixedResponseConfig: {
            ...{ StatusCode: "200", ContentType: "text/plain", MessageBody: "hello" },
          },
        },
      ],
    });
    assert.equal((await visit(url)).status, 503);
    const answer = await visit(`${url}old/a?say=hello`);
    assert.deepEqual([answer.status, answer.body.trim()], [200, "hello"]);
    const { status, headers } = await visit(`${url}old/a`);
    const { host } = new URL(url);
    assert.deepEqual([status, headers.get("location")], [301, `http://${host}:80/new/old/a`]);
  });

  it("time out for strangers whom their security groups do not let in", async () => {
    const closed = await tier.securityGroup({ cidr: "10.0.0.0/8" });
    const { url } = await tier.loadBalancer(closed, { [await tier.targetGroup([])]: 1 });
    await assert.rejects(visit(url), (error) => {
      assert.ok(error instanceof NoConnectionError && error.code === "ETIMEDOUT");
      assert.match(error.message, /port 80 of load balancer .* is closed to the internet/);
      return true;
    });
  });
});
