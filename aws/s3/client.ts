import type { S3 } from "@aws-sdk/client-s3";
import type { ServiceClient } from "../clients.ts";

export const s3Client: ServiceClient<S3> = {
  name: "s3",
  load: async (options) => new (await import("@aws-sdk/client-s3")).S3(options),
};
