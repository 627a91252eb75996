import type { Charge, Prices } from "../contract/charge.ts";
import { KEY } from "./types.ts";

export const keyCharge: Charge = { item: "key", price: "kms/key", quantity: 1, per: "month" };

export const prices: Prices = {
  [KEY]: () => [keyCharge],
};
