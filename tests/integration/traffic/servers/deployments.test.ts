import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { cloudWatchClient } from "../../../../aws/cloudwatch/client.ts";
import { NoConnectionError } from "../../../../aws/web-request.ts";
import { sandboxProblem } from "../../../../engine/traffic/boot/problem.ts";
import { deployments } from "./deploying.ts";

const problem = await sandboxProblem();

/** CodeDeploy says of a deployment what has become of it on the servers. */
describe(
  problem === undefined ? "deployments by CodeDeploy" : `deployments (skipped: ${problem})`,
  function () {
    this.timeout("3m");
    before(function () {
      if (problem !== undefined) this.skip(); // the title says which
    });
    const { aws, unique, visit, codeDeploy, bucket, fleetOf, create, end, targetsOf } =
      deployments();

    const body = async (ip: string) => (await visit(`http://${ip}/`)).body;

    it("has succeeded when the servers have the bundle, each with its lifecycle events", async () => {
      const { group, servers } = await fleetOf(2);
      const id = await create(group, "v1");
      const begun = await codeDeploy().getDeployment({ deploymentId: id });
      assert.match(begun.deploymentInfo?.status ?? "", /^(Created|InProgress)$/);
      const info = await end(id);
      assert.equal(info.status, "Succeeded");
      assert.equal(info.deploymentOverview?.Succeeded, 2);
      for (const { ip } of servers) assert.equal(await body(ip), "v1\n");
      assert.equal((await visit(`http://${servers[0]?.ip}/health`)).body, "ok\n");
      const { deploymentTarget } = await codeDeploy().getDeploymentTarget({
        ...{ deploymentId: id, targetId: servers[0]?.id },
      });
      const events = deploymentTarget?.instanceTarget?.lifecycleEvents ?? [];
      assert.deepEqual([...new Set(events.map(({ status }) => status))], ["Succeeded"]);
      assert.equal(events.at(-1)?.lifecycleEventName, "ValidateService");
    });

    it("has failed where a hook has, with its log: the other servers are left alone, and it is rolled back", async () => {
      const { group, servers } = await fleetOf(2);
      await end(await create(group, "v1"));
      const broken = { "hooks/validate.sh": "#!/bin/bash\necho 'no page' >&2\nexit 3\n" };
      const failed = await create(group, "v2", broken);
      const info = await end(failed);
      assert.equal(info.errorInformation?.code, "HEALTH_CONSTRAINTS");
      const [first, second] = await targetsOf(failed);
      assert.deepEqual(first, {
        ...{ id: servers[0]?.id, status: "Failed", event: "ValidateService" },
        errorCode: "ScriptFailed",
        scriptName: "hooks/validate.sh",
        message: "Script at specified location: hooks/validate.sh failed with exit code 3",
        logTail: [
          "LifecycleEvent - ValidateService",
          "Script - hooks/validate.sh",
          "[stderr]no page",
          "Script at specified location: hooks/validate.sh failed with exit code 3",
        ].join("\n"),
      });
      assert.equal(second?.status, "Skipped");
      assert.deepEqual(
        [info.rollbackInfo, await body(servers[0]?.ip ?? ""), await body(servers[1]?.ip ?? "")],
        [undefined, "v2\n", "v1\n"],
      );

      await codeDeploy().updateDeploymentGroup({
        ...{ applicationName: group.applicationName, currentDeploymentGroupName: "web" },
        autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
      });
      // Without a hook that the AppSpec file names, it fails half-way.
      const again = await create(group, "v3", { "hooks/start.sh": "" });
      const { rollbackInfo } = await end(again);
      const [{ event, errorCode } = {}] = await targetsOf(again);
      assert.deepEqual([event, errorCode], ["ApplicationStart", "ScriptMissing"]);
      const back = await end(rollbackInfo?.rollbackDeploymentId ?? "");
      assert.deepEqual(
        [back.status, back.creator, back.rollbackInfo?.rollbackTriggeringDeploymentId],
        ["Succeeded", "codeDeployRollback", again],
      );
      for (const { ip } of servers) assert.equal(await body(ip), "v1\n");
      const { deploymentGroupInfo: after } = await codeDeploy().getDeploymentGroup(group);
      assert.equal(after?.lastSuccessfulDeployment?.deploymentId, back.deploymentId);
    });

    it("leaves a server stopped where the start fails, and is not repaired by who visits it", async () => {
      const { group, servers } = await fleetOf(1);
      const { ip = "" } = servers[0] ?? {};
      await end(await create(group, "v1"));
      assert.equal(
        (await end(await create(group, "v2", { "hooks/start.sh": "" }))).status,
        "Failed",
      );
      await assert.rejects(body(ip), NoConnectionError);
    });

    it("begins with ApplicationStop of the bundle before", async () => {
      const { group } = await fleetOf(1);
      const broken = { "hooks/stop.sh": "#!/bin/bash\nexit 1\n" };
      assert.equal((await end(await create(group, "v1", broken))).status, "Succeeded");
      const next = await create(group, "v2");
      assert.equal((await end(next)).status, "Failed");
      const [{ event, errorCode } = {}] = await targetsOf(next);
      assert.deepEqual([event, errorCode], ["ApplicationStop", "ScriptFailed"]);
    });

    it("has failed without an agent, without a bundle, and without servers", async () => {
      const { group } = await fleetOf(1, false);
      const lonely = await create(group, "v1");
      assert.equal((await end(lonely)).status, "Failed");
      const [{ event, message = "" } = {}] = await targetsOf(lonely);
      assert.equal(event, "ApplicationStop");
      assert.match(message, /CodeDeploy agent was not able/);

      const other = (await fleetOf(1)).group;
      const s3Location = { bucket: bucket(), key: "none.zip", bundleType: "zip" } as const;
      const { deploymentId = "" } = await codeDeploy().createDeployment({
        ...{ ...other, revision: { revisionType: "S3", s3Location } },
      });
      assert.equal((await end(deploymentId)).status, "Failed");
      const [target] = await targetsOf(deploymentId);
      assert.equal(target?.event, "DownloadBundle");

      const { errorInformation } = await end(await create((await fleetOf(0)).group, "v1"));
      assert.equal(errorInformation?.code, "NO_INSTANCES");
    });

    it("is stopped by an alarm that goes off meanwhile, and rolled back; the next one waits for that", async () => {
      const { group, servers } = await fleetOf(1);
      const { ip = "" } = servers[0] ?? {};
      const cloudWatch = await aws().client(cloudWatchClient);
      const AlarmName = unique("alarm");
      await cloudWatch.putMetricAlarm({
        ...{ AlarmName, Namespace: "class", MetricName: "errors", Statistic: "Sum", Period: 60 },
        ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanThreshold" },
      });
      await codeDeploy().updateDeploymentGroup({
        ...{ applicationName: group.applicationName, currentDeploymentGroupName: "web" },
        alarmConfiguration: { enabled: true, alarms: [{ name: AlarmName }] },
        autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_STOP_ON_ALARM"] },
      });
      await end(await create(group, "v1"));
      const id = await create(group, "v2");
      const state = { StateValue: "ALARM", StateReason: "class" } as const;
      await cloudWatch.setAlarmState({ AlarmName, ...state });
      const stopped = await end(id);
      assert.deepEqual(
        [stopped.status, stopped.errorInformation?.code],
        ["Stopped", "ALARM_ACTIVE"],
      );
      while ((await targetsOf(id)).some(({ status }) => status === "InProgress")) await sleep(100);
      const next = await create(group, "v3");
      const back = await end(stopped.rollbackInfo?.rollbackDeploymentId ?? "");
      assert.equal(back.status, "Succeeded");
      assert.equal((await end(next)).status, "Succeeded");
      assert.equal(await body(ip), "v3\n");
    });

    it("stays stopped where it was waiting for the one before it", async () => {
      const { group, servers } = await fleetOf(1);
      const { ip = "" } = servers[0] ?? {};
      const slow = { "hooks/stop.sh": "#!/bin/bash\nsleep 4\n" };
      const first = await create(group, "v1", slow);
      const waiting = await create(group, "v2");
      const status = async () =>
        (await codeDeploy().getDeployment({ deploymentId: waiting })).deploymentInfo?.status;
      while ((await status()) !== "Queued") await sleep(100);
      await codeDeploy().stopDeployment({ deploymentId: waiting });
      assert.equal((await end(first)).status, "Succeeded");
      await sleep(2000); // longer than the emulator needs to look at it again
      assert.equal(await status(), "Stopped");
      assert.equal(await body(ip), "v1\n");
    });
  },
);
