import { free, type Prices } from "../contract/charge.ts";
import { SCHEDULE, SCHEDULE_GROUP } from "./types.ts";

/** 14 million invocations a month are always free; a class makes one for each resource that it stops. */
export const prices: Prices = free("https://aws.amazon.com/eventbridge/pricing/", [
  SCHEDULE,
  SCHEDULE_GROUP,
]);
