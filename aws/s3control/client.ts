import type { S3Control } from "@aws-sdk/client-s3-control";
import type { ServiceClient } from "../clients.ts";

/** S3's settings for the whole account. */
export const s3ControlClient: ServiceClient<S3Control> = {
  name: "s3control",
  load: async (options) => new (await import("@aws-sdk/client-s3-control")).S3Control(options),
};
