import type { EC2 } from "@aws-sdk/client-ec2";
import type { ServiceClient } from "../clients.ts";

export const ec2Client: ServiceClient<EC2> = {
  name: "ec2",
  load: async (options) => new (await import("@aws-sdk/client-ec2")).EC2(options),
};
