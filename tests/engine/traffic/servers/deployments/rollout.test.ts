import assert from "node:assert/strict";
import type { DeploymentConfigInfo } from "@aws-sdk/client-codedeploy";
import type { Instance } from "@aws-sdk/client-ec2";
import { BundleError } from "../../../../../engine/traffic/bundles/bundle.ts";
import { ended, type Outcome } from "../../../../../engine/traffic/boot/outcome.ts";
import { minimumHealthy } from "../../../../../engine/traffic/servers/deployments/healthy-hosts.ts";
import { lifecycleOf } from "../../../../../engine/traffic/servers/deployments/lifecycle.ts";
import {
  Rollout,
  type ToldDeployment,
} from "../../../../../engine/traffic/servers/deployments/rollout.ts";
import type { TrafficControl } from "../../../../../engine/traffic/servers/deployments/traffic-control.ts";

const config = (type: "HOST_COUNT" | "FLEET_PERCENT", value: number): DeploymentConfigInfo => ({
  minimumHealthyHosts: { type, value },
});

const ONE_AT_A_TIME: DeploymentConfigInfo = {};
const ALL_AT_ONCE = config("HOST_COUNT", 0);

const OK: Outcome = { how: "ok" };
const FAILED: Outcome = { how: "failed", exitCode: 1 };

const NO_BALANCER = { block: () => Promise.resolve(), allow: () => Promise.resolve() };

/** What is told in the end of a deployment to servers, each with its outcome, or with no agent, or an error. */
async function rolledOut(
  outcomes: readonly (Outcome | "no agent" | Error)[],
  config: DeploymentConfigInfo,
  stoppedBefore = Infinity,
  traffic: Pick<TrafficControl, "block" | "allow"> = NO_BALANCER,
): Promise<ToldDeployment> {
  const instances = outcomes.map((_, at): Instance => ({ InstanceId: `i-${at}` }));
  let deployed = 0;
  const rollout = new Rollout(instances, {
    ...{ config, traffic },
    isStopped: () => Promise.resolve(deployed >= stoppedBefore),
    deploy: ({ InstanceId: instanceId = "" }) => {
      const outcome = outcomes[deployed++] ?? assert.fail("there is no such server");
      if (outcome instanceof Error) return Promise.reject(outcome);
      const isDone = outcome !== "no agent" && outcome.how !== "not running here";
      const boot = ended({ instanceId }, outcome === "no agent" ? OK : outcome);
      return Promise.resolve({ boot, isDone });
    },
  });
  assert.ok("status" in rollout.told && rollout.told.status === "InProgress");
  await rollout.run();
  return rollout.told;
}

const short = (told: ToldDeployment): string =>
  "notHere" in told
    ? told.notHere
    : [told.status, told.error?.code, ...told.targets.map(({ status }) => status[0])].join(" ");

describe("a deployment on its way through its servers", () => {
  it("goes on as long as enough of them are healthy", async () => {
    const half = config("FLEET_PERCENT", 50);
    for (const [outcomes, config, result] of [
      [[OK, OK], ONE_AT_A_TIME, "Succeeded  S S"],
      [[FAILED, OK, OK], ONE_AT_A_TIME, "Failed HEALTH_CONSTRAINTS F S S"],
      [[OK, OK, FAILED], ONE_AT_A_TIME, "Succeeded  S S F"],
      [[FAILED], ONE_AT_A_TIME, "Failed HEALTH_CONSTRAINTS F"],
      [[FAILED, FAILED, OK], ALL_AT_ONCE, "Succeeded  F F S"],
      [[FAILED, FAILED], ALL_AT_ONCE, "Failed HEALTH_CONSTRAINTS F F"],
      [[FAILED, OK, OK, OK], half, "Succeeded  F S S S"],
      [[FAILED, FAILED, OK, OK], half, "Failed HEALTH_CONSTRAINTS F F S S"],
      [[], ALL_AT_ONCE, "Failed NO_INSTANCES"],
    ] as const)
      assert.equal(short(await rolledOut(outcomes, config)), result);
  });

  it("needs fewer healthy ones than there are, unless a number of them is named", () => {
    assert.equal(minimumHealthy(ONE_AT_A_TIME, 1), 0);
    assert.equal(minimumHealthy(config("FLEET_PERCENT", 100), 4), 3);
    assert.equal(minimumHealthy(config("FLEET_PERCENT", 50), 3), 2);
    assert.equal(minimumHealthy(config("HOST_COUNT", 2), 2), 2);
  });

  it("leaves the other servers alone when it is stopped", async () => {
    assert.match(short(await rolledOut([OK, OK, OK], ALL_AT_ONCE, 1)), / S S S$/);
    const told = await rolledOut([OK, OK, OK], ALL_AT_ONCE, 1);
    assert.ok("targets" in told);
    assert.deepEqual(
      told.targets.map(({ status }) => status),
      ["Succeeded", "Skipped", "Skipped"],
    );
  });

  it("takes servers out of their load balancer meanwhile, and leaves those out on which it has failed", async () => {
    const done: string[] = [];
    const note = (what: string) => (instanceId: string) => {
      done.push(`${what} ${instanceId}`);
      return Promise.resolve();
    };
    const traffic = { block: note("block"), allow: note("allow") };
    await rolledOut([OK, FAILED, OK], ALL_AT_ONCE, Infinity, traffic);
    assert.deepEqual(done, ["block i-0", "allow i-0", "block i-1", "block i-2", "allow i-2"]);
    done.length = 0;
    await rolledOut([{ how: "not running here", reason: "" }], ALL_AT_ONCE, Infinity, traffic);
    assert.deepEqual(done, ["block i-0", "allow i-0"]);
  });

  it("fails on a server without an agent, or with a bundle that is none", async () => {
    for (const [outcome, event, message] of [
      ["no agent", "ApplicationStop", /CodeDeploy agent was not able/],
      [new BundleError("no zip file"), "DownloadBundle", /no zip file/],
    ] as const) {
      const told = await rolledOut([outcome], ALL_AT_ONCE);
      assert.ok("targets" in told);
      const failed = told.targets[0]?.events.find(({ status }) => status === "Failed");
      assert.equal(failed?.name, event);
      assert.match(failed.diagnostics?.message ?? "", message);
    }
  });

  it("is not carried out where this machine runs no servers, and begins again where AWS did not answer", async () => {
    const nowhere: Outcome = { how: "not running here", reason: "no bubblewrap" };
    assert.equal(short(await rolledOut([nowhere, OK], ALL_AT_ONCE)), "no bubblewrap");
    await assert.rejects(rolledOut([new Error("ECONNREFUSED")], ALL_AT_ONCE), /ECONNREFUSED/);
  });
});

describe("the lifecycle events of a server", () => {
  const failedWith = (console: string, outcome: Outcome = FAILED) => {
    const events = lifecycleOf({ outcome, console });
    const { name, diagnostics } = events.find(({ status }) => status === "Failed") ?? {};
    return [name, diagnostics?.errorCode, diagnostics?.scriptName, diagnostics?.message];
  };

  it("have all succeeded with the script", () => {
    const events = lifecycleOf({ outcome: OK, console: "" });
    assert.deepEqual([...new Set(events.map(({ status }) => status))], ["Succeeded"]);
  });

  it("end with the one that the log has reached", () => {
    const log = (...lines: string[]) =>
      ["LifecycleEvent - BeforeInstall", "Script - a.sh", "[stdout]LifecycleEvent - Install"]
        .concat(lines, "")
        .join("\n");
    const hook = "Script at specified location: a.sh failed";
    assert.deepEqual(failedWith(log(`${hook} with exit code 3`)), [
      ...["BeforeInstall", "ScriptFailed", "a.sh", `${hook} with exit code 3`],
    ]);
    const late = `${hook} to complete in 5 seconds`;
    assert.deepEqual(failedWith(log(late)), ["BeforeInstall", "ScriptTimedOut", "a.sh", late]);
    const missing = "Script does not exist at specified location: /a.sh";
    assert.deepEqual(failedWith(log(missing)), ["BeforeInstall", "ScriptMissing", "a.sh", missing]);
    const install = failedWith(log("LifecycleEvent - Install", "cp: no such file"));
    assert.deepEqual(install, ["Install", "UnknownError", "", "cp: no such file"]);
    const [name, , , message] = failedWith(log(), { how: "limit", limit: "time" });
    assert.deepEqual(
      [name, message],
      ["BeforeInstall", "the limit on time of this machine was reached"],
    );
  });

  it("begin with the first where there is no log", () => {
    assert.deepEqual(failedWith(""), ["ApplicationStop", "UnknownError", "", ""]);
  });

  it("keep the end of a long log", () => {
    const [stop] = lifecycleOf({ outcome: FAILED, console: "x".repeat(9000) });
    assert.equal(stop?.diagnostics?.logTail.length, 4096);
  });
});
