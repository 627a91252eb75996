import assert from "node:assert/strict";
import { GROUP } from "../../../aws/autoscaling/types.ts";
import type { Aws } from "../../../aws/clients.ts";
import type { Web } from "../../../aws/web-request.ts";
import { TARGET_GROUP } from "../../../aws/elb/types.ts";
import { autoScaling } from "../../../labs/auto-scaling/lab.ts";
import type { Subject } from "../../../labs/contract/check.ts";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { targetsAreHealthy } from "../../../labs/kit/web/web-tier.ts";
import { resourceOf, subjectOf } from "../../support/subjects.ts";

/** A lab whose only target group AWS reports on as given. */
function subject(states: readonly string[], desired = 1, at: Partial<Web> = {}): Subject {
  const targets = resourceOf("auto-scaling", TARGET_GROUP, "web");
  const group = resourceOf("auto-scaling", GROUP, "web", { targetGroupArns: [targets.id] });
  const answers = {
    describeTargetHealth: () =>
      Promise.resolve({
        TargetHealthDescriptions: states.map((State, at) => ({
          Target: { Id: `i-${at}` },
          TargetHealth: { State, Description: `it is ${State}` },
        })),
      }),
    describeAutoScalingGroups: () =>
      Promise.resolve({ AutoScalingGroups: [{ DesiredCapacity: desired }] }),
  };
  const aws = {
    endpoint: undefined,
    ...at,
    client: () => Promise.resolve(answers),
  } as unknown as Aws;
  return { ...subjectOf(autoScaling, { resources: [targets, group] }), aws };
}

describe("the health of targets", () => {
  it("is their count when all are healthy", async () => {
    assert.equal(await targetsAreHealthy.run(subject(["healthy", "healthy"])), "2 healthy");
  });

  it("fails with the state of one that is not", () =>
    assert.rejects(targetsAreHealthy.run(subject(["healthy", "unhealthy"])), /i-1 is unhealthy/));

  it("does not ask for that of a target that has left and drains", async () => {
    assert.equal(await targetsAreHealthy.run(subject(["healthy", "draining"])), "1 healthy");
    await assert.rejects(targetsAreHealthy.run(subject(["draining"])), /no target is registered/);
  });

  it("is inconclusive where AWS is emulated and a target does not run, or nothing answers", async () => {
    const inconclusive = (reason: string) => (error: unknown) =>
      error instanceof CannotTell && error.obstacle === "emulator" && error.message === reason;
    const emulated = { endpoint: "http://127.0.0.1:1", web: "http://127.0.0.1:2" };
    await assert.rejects(
      targetsAreHealthy.run(subject(["healthy", "unavailable"], 1, emulated)),
      inconclusive("it is unavailable"),
    );
    await assert.rejects(
      targetsAreHealthy.run(subject(["healthy"], 1, { endpoint: "http://127.0.0.1:1" })),
      inconclusive("no server runs locally"),
    );
    await assert.rejects(targetsAreHealthy.run(subject(["unavailable"])), /i-0 is unavailable/);
  });

  it("fails without any target: nobody is served", () =>
    assert.rejects(
      targetsAreHealthy.run(subject([])),
      (error) => error instanceof Failure && error.message.includes("no target is registered"),
    ));

  it("has nothing against no target where no server is desired", async () => {
    assert.equal(await targetsAreHealthy.run(subject([], 0)), "0 healthy");
  });
});
