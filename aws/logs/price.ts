import { free, type Prices } from "../contract/charge.ts";
import { LOG_GROUP } from "./types.ts";

/** What is written to a log group is paid for with its source. */
export const prices: Prices = free("https://aws.amazon.com/cloudwatch/pricing/", [LOG_GROUP]);
