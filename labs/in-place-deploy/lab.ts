import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { instanceType, versionName } from "../contract/settings.ts";
import { webPage } from "../kit/web/web-page.ts";

export const inPlaceDeploy = defineLab({
  id: "in-place-deploy",
  title: { ko: "현재위치배포", en: "Deploying in place" },
  teaches:
    "Bring a new version to a group of servers one by one, while the site goes on answering. Choose the share of " +
    "servers that must stay in service, follow the instance refresh, and say what visitors see half-way.",
  settings: z.strictObject({
    version: versionName().default("v1"),
    instanceType: instanceType().default("t3.micro"),
    servers: z.int().min(1).max(10).default(2),
    // As in the class notes: of two servers one goes, then the new one comes. 100 launches before it terminates.
    minHealthyPercentage: z.int().min(0).max(100).default(50),
  }),
  build({ parent, name, network, tags }, { version, instanceType, servers, ...refresh }) {
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const page = webPage(version);
    const fleet = { kind: "autoScaling", page, min: servers, ...refresh } as const;
    const tier = new WebTier(name, { vpcId, subnetIds, instanceType, fleet, tags }, { parent });
    const groupName = tier.groupNames.web;
    return {
      url: tier.url,
      version,
      groupName,
      watch: pulumi.interpolate`while sleep 1; do curl --silent --max-time 2 ${tier.url} | grep '<title>' || echo 'no answer'; done`,
      refreshes: pulumi.interpolate`aws autoscaling describe-instance-refreshes --auto-scaling-group-name ${groupName}`,
    };
  },
});
