import type { S3Control } from "@aws-sdk/client-s3-control";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

/** S3's settings for the whole account. */
export const s3ControlClient: ServiceClient<S3Control> = {
  name: "s3control",
  load: (options) => {
    const { S3Control } = sdk(
      "@aws-sdk/client-s3-control",
    ) as typeof import("@aws-sdk/client-s3-control");
    return new S3Control(options);
  },
};
