import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { proof as autoScalingProof } from "../../../labs/auto-scaling/checks.ts";
import { autoScaling } from "../../../labs/auto-scaling/lab.ts";
import { scalingHistory } from "../../../labs/auto-scaling/scaling-history.ts";
import { proof as blueGreenProof } from "../../../labs/blue-green/checks.ts";
import { blueGreen } from "../../../labs/blue-green/lab.ts";
import { proof as webStackProof } from "../../../labs/cloudformation-web/checks.ts";
import { cloudformationWeb } from "../../../labs/cloudformation-web/lab.ts";
import type { Proof } from "../../../labs/contract/check.ts";
import type { Lab } from "../../../labs/contract/lab.ts";
import { Failure } from "../../../labs/contract/outcome.ts";
import { proof as beanstalkProof } from "../../../labs/elastic-beanstalk/checks.ts";
import { elasticBeanstalk } from "../../../labs/elastic-beanstalk/lab.ts";
import { watchSite } from "../../../labs/in-place-deploy/checks.ts";
import { webPage } from "../../../labs/kit/web/web-page.ts";
import { proof as loadBalancerProof } from "../../../labs/load-balancer/checks.ts";
import { loadBalancer } from "../../../labs/load-balancer/lab.ts";
import type { LabSettings } from "../../support/labs.ts";
import { localServer } from "../../support/local-server.ts";
import { subjectOf, VISITOR } from "../../support/subjects.ts";

/** Shows visitor after visitor the next of these pages; a number is an error. */
function inTurn(...pages: readonly (string | number)[]): RequestListener {
  let visitor = 0;
  return (_, response) => {
    const page = pages[visitor++ % pages.length];
    if (typeof page === "number") response.statusCode = page;
    response.end(webPage(String(page)));
  };
}

describe("what visitors see of lab", () => {
  const local = localServer();

  /** Has a lab's check look at a site that stands for the lab's own. */
  async function look(
    { lab, proof, name }: { readonly lab: Lab; readonly proof: Proof; readonly name: RegExp },
    listener: RequestListener,
    settings: LabSettings = {},
  ): Promise<string> {
    const check = proof.checks.find((each) => name.test(each.name.en));
    assert.ok(check, `no check ${name.source}`);
    const url = await local.serve(listener);
    return check.run(subjectOf(lab, { settings, outputs: { url, version: "v1" } }));
  }

  describe("load-balancer", () => {
    const sticky = { lab: loadBalancer, proof: loadBalancerProof, name: /stays with one server/ };

    it("is one server's page for a visitor with its cookie", async () => {
      const settings = { stickinessSeconds: 60 };
      assert.equal(await look(sticky, inTurn("EC2-2"), settings), "EC2-2, 10 times");
    });

    it("fails when the cookie does not keep the visitor", async () => {
      const wandering = look(sticky, inTurn("EC2-1", "EC2-2"), { stickinessSeconds: 60 });
      await assert.rejects(wandering, new Failure("one visitor was sent to EC2-1 and EC2-2"));
    });

    it("is not tested when sessions are not sticky", async () => {
      assert.equal(await look(sticky, inTurn(500)), "sessions are not sticky");
    });
  });

  describe("auto-scaling", () => {
    const site = { lab: autoScaling, proof: autoScalingProof, name: /site answers/ };

    it("is its page, where it has a load balancer", async () => {
      const settings = { loadBalancer: true };
      assert.equal(await look(site, inTurn("auto-scaling"), settings), '"auto-scaling"');
      await assert.rejects(look(site, inTurn(503), settings), /returns 503, not 200/);
      assert.match(await look(site, inTurn(503)), /no load balancer/);
    });
  });

  describe("in-place-deploy", () => {
    const watch = async (listener: RequestListener) =>
      watchSite(VISITOR, await local.serve(listener), "v2", { visits: 4, pauseMs: 1 });

    it("is the new version throughout", async () => {
      assert.equal(await watch(inTurn("v2")), "v2 (4)");
    });

    it("fails when the old one still answers, and when nobody does", async () => {
      await assert.rejects(watch(inTurn("v1", "v2")), new Failure("seen v1 (2), v2 (2)"));
      await assert.rejects(watch(inTurn("v2", 502)), new Failure("seen v2 (2), HTTP 502 (2)"));
    });
  });

  describe("blue-green", () => {
    const weights = { lab: blueGreen, proof: blueGreenProof, name: /according to its weight/ };
    const tenth = [...Array.from({ length: 9 }, () => "v1"), "v2"];

    it("is the live color alone, or both by the weight of green", async () => {
      assert.equal(await look(weights, inTurn("v1")), "v1 (100)");
      assert.equal(await look(weights, inTurn(...tenth), { greenWeight: 10 }), "v1 (90), v2 (10)");
    });

    it("fails when the other color, or too much of it, is seen", async () => {
      await assert.rejects(look(weights, inTurn("v1"), { live: "green" }), /v1 should get 0 %/);
      await assert.rejects(look(weights, inTurn("v1", "v2"), { greenWeight: 10 }), Failure);
    });

    it("is inconclusive when both serve one version", async () => {
      const same = { greenVersion: "v1" };
      await assert.rejects(look(weights, inTurn("v1"), same), /^Error: both colors serve v1/);
    });
  });

  describe("cloudformation-web", () => {
    const page = { lab: cloudformationWeb, proof: webStackProof, name: /page answers/ };

    it("is a page with the lab's title", async () => {
      assert.equal(await look(page, inTurn("It works!")), '"It works!"');
      await assert.rejects(
        look(page, inTurn("Test Page")),
        /title is "Test Page", not "It works!"/,
      );
      await assert.rejects(look(page, inTurn(403)), /returns 403, not 200/);
    });
  });

  describe("elastic-beanstalk", () => {
    const page = { lab: elasticBeanstalk, proof: beanstalkProof, name: /application answers/ };

    it("is the lab's version", async () => {
      assert.equal(await look(page, inTurn("v1")), '"v1"');
      await assert.rejects(look(page, inTurn("by-hand")), /shows "by-hand", not "v1"/);
    });
  });
});

describe("what load has done to a group", () => {
  /** The newest first, as AWS has it. */
  const log = (...steps: readonly (readonly [from: number, to: number])[]) =>
    steps
      .map(([from, to]) => ({
        Cause: `At 2026-11-24T09:00:00Z a monitor alarm TargetTracking-class-AlarmHigh in state ALARM triggered policy cpu changing the desired capacity from ${from} to ${to}.`,
      }))
      .reverse();
  const atFirst = {
    Cause: "a user request created an AutoScalingGroup changing the desired capacity from 0 to 1.",
  };

  it("is seen when it has grown and shrunk", () => {
    assert.equal(
      scalingHistory([...log([1, 2], [2, 3], [3, 2], [2, 1]), atFirst]),
      "grown to 3, back to 1",
    );
  });

  it("is inconclusive before the group has grown, or shrunk again", () => {
    assert.throws(() => scalingHistory([atFirst]), /^Error: no load has added a server yet/);
    assert.throws(() => scalingHistory([...log([1, 2]), atFirst]), /grown to 2 and not shrunk yet/);
  });
});
