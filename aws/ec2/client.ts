import type { EC2 } from "@aws-sdk/client-ec2";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const ec2Client: ServiceClient<EC2> = {
  name: "ec2",
  load: (options) => {
    const { EC2 } = sdk("@aws-sdk/client-ec2") as typeof import("@aws-sdk/client-ec2");
    return new EC2(options);
  },
};
