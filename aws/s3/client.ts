import type { S3 } from "@aws-sdk/client-s3";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const s3Client: ServiceClient<S3> = {
  name: "s3",
  load: (options) => {
    const { S3 } = sdk("@aws-sdk/client-s3") as typeof import("@aws-sdk/client-s3");
    return new S3(options);
  },
};
