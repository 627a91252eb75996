import assert from "node:assert/strict";
import type { Instance } from "@aws-sdk/client-ec2";
import { setImmediate as turn } from "node:timers/promises";
import { ended } from "../../../../engine/traffic/boot/outcome.ts";
import type { Account } from "../../../../engine/traffic/servers/account.ts";
import { Rollouts } from "../../../../engine/traffic/servers/rollouts.ts";
import { capturedErrors } from "../../../support/fakes/captured-console.ts";

const ASKED = "ap-northeast-2/d-1";

const SERVER: Instance = {
  InstanceId: "i-1",
  State: { Name: "running" },
  Tags: [{ Key: "aws:autoscaling:groupName", Value: "web" }],
};

describe("the deployments of the account", () => {
  const errors = capturedErrors();

  /** @param deploy carries one out on a server */
  const rolloutsOf = (deploy: () => Promise<void>) => {
    const info = { deploymentId: "d-1", targetInstances: { autoScalingGroups: ["web"] } };
    const codeDeploy = {
      batchGetDeployments: () => Promise.resolve({ deploymentsInfo: [info] }),
      getDeploymentConfig: () => Promise.resolve({}),
      getDeploymentGroup: () => Promise.resolve({}),
    };
    const account = {
      aws: { client: () => Promise.resolve(codeDeploy) },
      instances: () => Promise.resolve(new Map([["i-1", SERVER]])),
    } as unknown as Account;
    const boot = ended({ instanceId: "i-1" }, { how: "ok" });
    return new Rollouts(account, {
      deploy: () => deploy().then(() => ({ boot, isDone: true })),
    });
  };

  /** As the emulated AWS does every second. */
  const askedTimes = async (times: number, rollouts: Rollouts): Promise<string | undefined> => {
    let status: string | undefined;
    for (let time = 0; time < times; time++) {
      const told = await rollouts.tell(ASKED);
      status = told && "status" in told ? told.status : undefined;
      await turn();
    }
    return status;
  };

  it("are tried again after an error, which is said once, and again when it is another one", async () => {
    let problem: string | undefined = "no answer";
    const rollouts = rolloutsOf(() =>
      problem === undefined ? Promise.resolve() : Promise.reject(new Error(problem)),
    );
    assert.equal(await askedTimes(3, rollouts), "InProgress");
    problem = "access denied";
    await askedTimes(3, rollouts);
    assert.deepEqual(errors.lines, ["deployment d-1: no answer", "deployment d-1: access denied"]);
    problem = undefined;
    assert.equal(await askedTimes(2, rollouts), "Succeeded");
  });

  it("are carried out once, also where two ask for one at the same moment", async () => {
    let times = 0;
    const rollouts = rolloutsOf(() => {
      times += 1;
      return Promise.resolve();
    });
    await Promise.all([rollouts.tell(ASKED), rollouts.tell(ASKED)]);
    assert.equal(await askedTimes(2, rollouts), "Succeeded");
    assert.equal(times, 1);
  });
});
