import { z } from "zod";
import { free, type Prices, rule } from "../contract/charge.ts";
import { serverCharges } from "../ec2/server-charges.ts";
import { APPLICATION, APPLICATION_VERSION, ENVIRONMENT } from "./types.ts";

/** An Elastic Beanstalk environment is free; the instance that it launches is not. */
const environment = rule(
  z.object({ settings: z.array(z.object({ name: z.string(), value: z.string() })) }),
  ({ settings }) => {
    const options = new Map(settings.map(({ name, value }) => [name, value]));
    if (options.get("EnvironmentType") !== "SingleInstance")
      return [{ item: "servers", unknown: "only SingleInstance environments have a price rule" }];
    const [instanceType = ""] = options.get("InstanceTypes")?.split(",") ?? [];
    const publicIp = options.get("AssociatePublicIpAddress") === "true";
    const volumeType = options.get("RootVolumeType");
    return serverCharges({ instanceType, publicIp, volumes: [{ volumeType }] });
  },
);

export const prices: Prices = {
  [ENVIRONMENT]: environment,
  ...free("https://aws.amazon.com/elasticbeanstalk/pricing/", [APPLICATION, APPLICATION_VERSION]),
};
