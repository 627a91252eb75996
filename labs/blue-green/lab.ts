import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { instanceType, versionName } from "../contract/settings.ts";
import { webPage } from "../kit/web/web-page.ts";

export const blueGreen = defineLab({
  id: "blue-green",
  title: { ko: "블루/그린배포", en: "Blue/green deployment" },
  teaches:
    "Run the old and the new version side by side, each in an Auto Scaling group, and move the visitors over at the " +
    "load balancer: all at once by `live`, or by steps with `greenWeight`. Go back by undoing that one setting.",
  settings: z.strictObject({
    live: z.enum(["blue", "green"]).default("blue"),
    greenWeight: z.int().min(0).max(100).optional(),
    blueVersion: versionName().default("v1"),
    greenVersion: versionName().default("v2"),
    instanceType: instanceType().default("t3.micro"),
    serversPerColor: z.int().min(1).max(5).default(1),
  }),
  build({ parent, name, network, tags }, settings) {
    const { live, greenWeight, blueVersion, greenVersion, serversPerColor } = settings;
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const color = (version: string, background: string) => ({
      page: webPage(version, background),
      min: serversPerColor,
    });
    const tier = new WebTier(
      name,
      {
        vpcId,
        subnetIds,
        instanceType: settings.instanceType,
        fleet: {
          kind: "blueGreen",
          live,
          ...(greenWeight !== undefined && { greenWeight }),
          blue: color(blueVersion, "#0b5394"),
          green: color(greenVersion, "#38761d"),
        },
        tags,
      },
      { parent },
    );
    const green = greenWeight ?? (live === "green" ? 100 : 0);
    return {
      url: tier.url,
      share: { blue: `${100 - green} %, ${blueVersion}`, green: `${green} %, ${greenVersion}` },
      groupNames: tier.groupNames,
      targetGroupArns: tier.targetGroupArns,
      listenerArn: tier.listenerArn,
      weights: pulumi.interpolate`aws elbv2 describe-listeners --listener-arns ${tier.listenerArn} --query 'Listeners[].DefaultActions[].ForwardConfig.TargetGroups'`,
    };
  },
});
