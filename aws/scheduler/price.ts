import { free, type Prices } from "../contract/charge.ts";
import { SCHEDULE, SCHEDULE_GROUP } from "./types.ts";

/** 14 million invocations a month are free, for good; a class makes one for each thing that it stops. */
export const prices: Prices = free("https://aws.amazon.com/eventbridge/pricing/", [
  SCHEDULE,
  SCHEDULE_GROUP,
]);
