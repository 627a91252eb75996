import assert from "node:assert/strict";
import type { DeploymentGroupInfo } from "@aws-sdk/client-codedeploy";
import type { AccountView } from "../../../../../engine/traffic/servers/account.ts";
import { TrafficControl } from "../../../../../engine/traffic/servers/deployments/traffic-control.ts";

interface Targets {
  readonly TargetGroupArn: string;
  readonly Targets: readonly { readonly Id: string }[];
}

describe("a deployment's load balancer", () => {
  let calls: string[];
  const elb = {
    describeTargetGroups: () =>
      Promise.resolve({
        TargetGroups: ["web", "other"].map((name) => ({
          ...{ TargetGroupName: name, TargetGroupArn: `arn:${name}` },
        })),
      }),
    deregisterTargets: ({ TargetGroupArn, Targets: [target] }: Targets) =>
      Promise.resolve(calls.push(`without ${target?.Id} in ${TargetGroupArn}`)),
    registerTargets: ({ TargetGroupArn, Targets: [target] }: Targets) =>
      Promise.resolve(calls.push(`with ${target?.Id} in ${TargetGroupArn}`)),
  };
  beforeEach(() => {
    calls = [];
  });

  const around = async (deploymentStyle: DeploymentGroupInfo["deploymentStyle"]) => {
    const aws = { client: () => Promise.resolve(elb) } as unknown as AccountView["aws"];
    const group = {
      deploymentStyle,
      loadBalancerInfo: { targetGroupInfoList: [{ name: "web" }, { name: "gone" }] },
    };
    const traffic = await TrafficControl.of(aws, "ap-northeast-2", group, 0);
    await traffic.block("i-1");
    await traffic.allow("i-1");
    return calls;
  };

  it("gets the server out of its target groups and in again, where the deployment is in place", async () => {
    const deploymentOption = "WITH_TRAFFIC_CONTROL";
    assert.deepEqual(await around({ deploymentType: "IN_PLACE", deploymentOption }), [
      ...["without i-1 in arn:web", "with i-1 in arn:web"],
    ]);
  });

  it("is left alone by others", async () => {
    const option = { deploymentOption: "WITH_TRAFFIC_CONTROL" } as const;
    assert.deepEqual(await around({ deploymentType: "BLUE_GREEN", ...option }), []);
    assert.deepEqual(await around({ deploymentType: "IN_PLACE" }), []);
    assert.deepEqual(await around(undefined), []);
  });
});
