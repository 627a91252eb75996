import { type Charge, type Prices } from "../contract/charge.ts";
import { DASHBOARD, METRIC_ALARM } from "./types.ts";

export const alarmCharge: Charge = {
  item: "alarm",
  price: "cloudwatch/alarm",
  quantity: 1,
  per: "month",
};

export const dashboardCharge: Charge = {
  item: "dashboard",
  price: "cloudwatch/dashboard",
  quantity: 1,
  per: "month",
};

export const prices: Prices = {
  [METRIC_ALARM]: () => [alarmCharge],
  [DASHBOARD]: () => [dashboardCharge],
};
