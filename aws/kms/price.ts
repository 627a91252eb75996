import { type Prices } from "../contract/charge.ts";
import { KEY } from "./types.ts";

export const prices: Prices = {
  [KEY]: () => [{ item: "key", price: "kms/key", quantity: 1, per: "month" }],
};
