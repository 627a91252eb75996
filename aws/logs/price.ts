import { free, type Prices } from "../contract/charge.ts";
import { LOG_GROUP } from "./types.ts";

/** Log data is charged with the resource that writes it. */
export const prices: Prices = free("https://aws.amazon.com/cloudwatch/pricing/", [LOG_GROUP]);
