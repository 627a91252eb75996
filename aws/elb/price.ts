import { z } from "zod";
import { type Charge, free, type Prices, rule } from "../contract/charge.ts";
import { internetTraffic, publicAddress } from "../vpc/traffic.ts";
import {
  LISTENER,
  LISTENER_RULE,
  LOAD_BALANCER,
  TARGET_GROUP,
  TARGET_GROUP_ATTACHMENT,
} from "./types.ts";

export const loadBalancerCharge: Charge = {
  item: "load balancer",
  price: "alb/hour",
  quantity: 1,
  per: "begun hour",
};

/** The assumed capacity units of a class's load balancer: one unit is 25 new connections a second. */
const ASSUMED_UNITS = 0.1;

const loadBalancer = rule(
  z.object({
    loadBalancerType: z.literal("application"),
    internal: z.boolean().default(false),
    subnets: z.array(z.unknown()),
  }),
  ({ internal, subnets }, place) => [
    loadBalancerCharge,
    {
      item: "capacity units",
      price: "alb/lcu",
      quantity: ASSUMED_UNITS,
      per: "begun hour",
      assumed: `${ASSUMED_UNITS} units on average`,
    },
    ...(internal ? [] : [publicAddress(subnets.length), internetTraffic(place)]),
  ],
);

export const prices: Prices = {
  [LOAD_BALANCER]: loadBalancer,
  ...free("https://aws.amazon.com/elasticloadbalancing/pricing/", [
    LISTENER,
    LISTENER_RULE,
    TARGET_GROUP,
    TARGET_GROUP_ATTACHMENT,
  ]),
};
