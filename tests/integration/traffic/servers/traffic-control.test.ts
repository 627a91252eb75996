import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ec2Client } from "../../../../aws/ec2/client.ts";
import { elbClient } from "../../../../aws/elb/client.ts";
import { describeServers } from "../../../support/traffic/describe-servers.ts";
import { deployments } from "./deploying.ts";

/** CodeDeploy takes servers out of the load balancer while it deploys to them in place. */
describeServers("servers behind a load balancer that are deployed to in place", () => {
  const { aws, unique, codeDeploy, fleetOf, create, end } = deployments();

  /** Two servers that are targets of a group, with the deployment group that names it. */
  async function balanced() {
    const { group, servers } = await fleetOf(2);
    const [elb, ec2] = [await aws().client(elbClient), await aws().client(ec2Client)];
    const { Vpcs: [vpc] = [] } = await ec2.describeVpcs({
      Filters: [{ Name: "is-default", Values: ["true"] }],
    });
    const Name = unique("targets");
    const { TargetGroups: [targets] = [] } = await elb.createTargetGroup({
      ...{ Name, Protocol: "HTTP", Port: 80, VpcId: vpc?.VpcId },
    });
    const TargetGroupArn = targets?.TargetGroupArn;
    const ids = servers.map(({ id }) => id);
    await elb.registerTargets({ TargetGroupArn, Targets: ids.map((Id) => ({ Id })) });
    await codeDeploy().updateDeploymentGroup({
      ...{ applicationName: group.applicationName, currentDeploymentGroupName: "web" },
      deploymentStyle: { deploymentType: "IN_PLACE", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      loadBalancerInfo: { targetGroupInfoList: [{ name: Name }] },
    });
    const registered = async () => {
      const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({ TargetGroupArn });
      return TargetHealthDescriptions.map(({ Target }) => Target?.Id).sort();
    };
    return { group, ids: [...ids].sort(), first: ids[0], registered };
  }

  it("are no targets meanwhile, one after the other", async () => {
    const { group, ids, registered } = await balanced();
    assert.deepEqual(await registered(), ids);
    const seen = new Set<string>();
    const over = new AbortController();
    const ending = create(group, "v1").then(end);
    void ending.finally(() => {
      over.abort();
    });
    while (!over.signal.aborted) {
      seen.add((await registered()).join(" "));
      await sleep(100);
    }
    assert.equal((await ending).status, "Succeeded");
    for (const state of [ids.join(" "), ...ids]) assert.ok(seen.has(state), String([...seen]));
    assert.ok(!seen.has(""));
    assert.deepEqual(await registered(), ids);
  });

  it("stay out where the deployment fails, until one succeeds", async () => {
    const { group, ids, first, registered } = await balanced();
    const failed = await end(await create(group, "v1", { "hooks/start.sh": "" }));
    assert.equal(failed.status, "Failed");
    assert.deepEqual(
      await registered(),
      ids.filter((id) => id !== first),
    );
    assert.equal((await end(await create(group, "v2"))).status, "Succeeded");
    assert.deepEqual(await registered(), ids);
  });
});
