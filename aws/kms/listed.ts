import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "kms/key": { service: "awskms", usage: "KMS-Keys" },
});
