import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "sns/email": { service: "AmazonSNS", usage: "DeliveryAttempts-SMTP" },
});
