import { z } from "zod";
import { WebTier } from "../../components/web-tier.ts";
import { defineLab } from "../lab.ts";
import { instanceType } from "../settings.ts";

export const loadBalancer = defineLab({
  id: "load-balancer",
  title: { ko: "ELB 생성, sticky session", en: "A load balancer" },
  teaches:
    "Put two web servers behind an Application Load Balancer and watch the requests take turns. Make a visitor stay " +
    "with one server for a while (sticky session), and see a stopped server leave the rotation.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    stickinessSeconds: z.int().min(1).max(604_800).optional(),
    healthCheckIntervalSeconds: z.int().min(5).max(300).default(10),
  }),
  build({ parent, name, network, tags }, settings) {
    const { vpcId, publicSubnetIds } = network();
    const { instanceType, stickinessSeconds, healthCheckIntervalSeconds } = settings;
    const tier = new WebTier(
      name,
      {
        vpcId,
        subnetIds: publicSubnetIds,
        instanceType,
        healthCheck: { intervalSeconds: healthCheckIntervalSeconds },
        fleet: { kind: "instances", pages: { "1": page("EC2-1"), "2": page("EC2-2") } },
        tags,
        ...(stickinessSeconds && { stickinessSeconds }),
      },
      { parent },
    );
    return { url: tier.url, instanceIds: tier.instanceIds, targetGroupArn: tier.targetGroupArn };
  },
});

/** Pages that differ, so that a reload shows which server has answered. */
const page = (server: string): string =>
  `<!doctype html><html lang="ko"><meta charset="utf-8"><title>${server}</title><h1>${server}</h1></html>`;
