import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { autoScalingClient } from "../../../aws/autoscaling/client.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { sandboxProblem } from "../../../engine/traffic/boot/problem.ts";
import { localWeb } from "./local-web.ts";
import { WebTier } from "./web-tier.ts";

const problem = await sandboxProblem();

/** As often as the lab's command looks how far the refresh is. */
const LOOK_MS = 1000;

const userDataOf = (version: string) =>
  Buffer.from(
    `#!/bin/bash
dnf install -y httpd && systemctl enable --now httpd
echo ${version} >/var/www/html/index.html`,
  ).toString("base64");

describe(
  problem === undefined ? "an in-place deployment" : `an in-place deployment (skipped: ${problem})`,
  function () {
    this.timeout("3m");
    before(function () {
      if (problem !== undefined) this.skip(); // the title says which
    });
    const { aws, unique, visit } = localWeb();

    it("keeps the site up: no visit fails while each server is replaced", async () => {
      const tier = await WebTier.make(aws(), unique);
      const [ec2, autoScaling] = [
        await aws().client(ec2Client),
        await aws().client(autoScalingClient),
      ];
      const balancing = await tier.securityGroup({ cidr: "0.0.0.0/0" });
      const inside = await tier.securityGroup({ group: balancing });
      const group = await tier.targetGroup([]);
      const { url } = await tier.loadBalancer(balancing, { [group]: 1 });

      const { Images = [] } = await ec2.describeImages({
        Filters: [{ Name: "name", Values: ["al2023-ami-2*"] }],
      });
      const ImageId = Images.find(({ Architecture }) => Architecture === "x86_64")?.ImageId ?? "";
      const data = (version: string) => ({
        ...{ ImageId, InstanceType: "t3.micro" as const, SecurityGroupIds: [inside] },
        UserData: userDataOf(version),
      });
      const name = unique("in-place");
      await ec2.createLaunchTemplate({ LaunchTemplateName: name, LaunchTemplateData: data("v1") });
      await autoScaling.createAutoScalingGroup({
        ...{ AutoScalingGroupName: name, MinSize: 2, MaxSize: 4, DesiredCapacity: 2 },
        LaunchTemplate: { LaunchTemplateName: name, Version: "1" },
        VPCZoneIdentifier: tier.subnetIds.join(","),
        TargetGroupARNs: [group],
      });
      await tier.settled(group);
      assert.equal((await visit(url)).body, "v1\n");

      await ec2.createLaunchTemplateVersion({
        ...{ LaunchTemplateName: name, LaunchTemplateData: data("v2") },
      });
      await autoScaling.startInstanceRefresh({
        AutoScalingGroupName: name,
        DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: name, Version: "2" } },
        Preferences: { MinHealthyPercentage: 100 },
      });

      const seen: string[] = [];
      let isOver = false;
      const visitor = async (): Promise<void> => {
        while (!isOver) {
          const answer = visit(url).then(
            ({ status, body }) => (status === 200 ? body.trim() : `status ${status}`),
            (error: unknown) => String(error),
          );
          seen.push(await answer);
          await sleep(20);
        }
      };
      const visiting = Promise.all(Array.from({ length: 5 }, visitor));
      const state = async () => {
        const { InstanceRefreshes: [refresh] = [] } = await autoScaling.describeInstanceRefreshes({
          AutoScalingGroupName: name,
        });
        return refresh?.Status;
      };
      while ((await state()) !== "Successful") await sleep(LOOK_MS);
      await tier.settled(group);
      for (let later = 0; later < 10; later++) seen.push((await visit(url)).body.trim());
      isOver = true;
      await visiting;

      assert.deepEqual([...new Set(seen)].sort(), ["v1", "v2"]);
      assert.deepEqual([...new Set(seen.slice(-10))], ["v2"]);
      assert.ok(seen.length > 100, `${seen.length} visits`);
    });
  },
);
