import { free, type Prices } from "../contract/charge.ts";
import { APPLICATION, DEPLOYMENT_GROUP } from "./types.ts";

/** Deployments to EC2 instances. */
export const prices: Prices = free("https://aws.amazon.com/codedeploy/pricing/", [
  APPLICATION,
  DEPLOYMENT_GROUP,
]);
