import { z } from "zod";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { instanceType } from "../contract/settings.ts";
import { webPage } from "../kit/web/web-page.ts";

export const loadBalancer = defineLab({
  id: "load-balancer",
  title: { ko: "ELB 생성, sticky session", en: "A load balancer" },
  teaches:
    "Put two web servers behind an Application Load Balancer and watch the requests take turns. Make a visitor stay " +
    "with one server for a while (sticky session), and see a stopped server leave the rotation.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    stickinessSeconds: z.int().min(1).max(604_800).optional(),
    healthCheckIntervalSeconds: z.int().min(6).max(300).default(10),
  }),
  build({ parent, name, network, tags }, { healthCheckIntervalSeconds, ...settings }) {
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const titles = { "1": "EC2-1", "2": "EC2-2" };
    const pages = { "1": webPage(titles[1], "#0b5394"), "2": webPage(titles[2], "#38761d") };
    const tier = new WebTier(
      name,
      {
        ...settings,
        vpcId,
        subnetIds,
        healthCheck: { intervalSeconds: healthCheckIntervalSeconds },
        fleet: { kind: "instances", pages },
        tags,
      },
      { parent },
    );
    const { url, instanceIds, targetGroupArns } = tier;
    return { url, pages: titles, instanceIds, targetGroupArns };
  },
});
