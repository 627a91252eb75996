import { regionIn, switched } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { ec2Client } from "./client.ts";
import { INSTANCE } from "./types.ts";

/** The provider stops an instance before it detaches a volume from it. */
export const locks: NonNullable<Service["locks"]> = {
  [INSTANCE]: [
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html
    switched(
      "termination protection",
      async (aws, server) => {
        const ec2 = await aws.client(ec2Client, regionIn(server));
        const Attribute = "disableApiTermination";
        return (await ec2.describeInstanceAttribute({ InstanceId: server.id, Attribute }))
          .DisableApiTermination?.Value;
      },
      async (aws, server, Value) =>
        (await aws.client(ec2Client, regionIn(server))).modifyInstanceAttribute({
          InstanceId: server.id,
          DisableApiTermination: { Value },
        }),
    ),
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-stop-protection.html
    switched(
      "stop protection",
      async (aws, server) => {
        const ec2 = await aws.client(ec2Client, regionIn(server));
        const Attribute = "disableApiStop";
        return (await ec2.describeInstanceAttribute({ InstanceId: server.id, Attribute }))
          .DisableApiStop?.Value;
      },
      async (aws, server, Value) =>
        (await aws.client(ec2Client, regionIn(server))).modifyInstanceAttribute({
          InstanceId: server.id,
          DisableApiStop: { Value },
        }),
    ),
  ],
};
