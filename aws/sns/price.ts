import { free, type Prices } from "../contract/charge.ts";
import { TOPIC, TOPIC_POLICY, TOPIC_SUBSCRIPTION } from "./types.ts";

export const prices: Prices = {
  [TOPIC]: () => [
    { item: "e-mails", price: "sns/email", quantity: 100, per: "class", assumed: "100 e-mails" },
  ],
  ...free("https://aws.amazon.com/sns/pricing/", [TOPIC_POLICY, TOPIC_SUBSCRIPTION]),
};
