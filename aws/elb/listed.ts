import { listedAs, operation } from "../contract/listed-item.ts";

const APPLICATION = operation("LoadBalancing:Application");

export const listed = listedAs({
  "alb/hour": { service: "AWSELB", usage: "LoadBalancerUsage", where: APPLICATION },
  "alb/lcu": { service: "AWSELB", usage: "LCUUsage", where: APPLICATION },
});
