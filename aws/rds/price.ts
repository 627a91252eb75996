import { z } from "zod";
import { type Charge, free, type Prices, rule } from "../contract/charge.ts";
import { publicAddress } from "../vpc/traffic.ts";
import { INSTANCE, PARAMETER_GROUP, SUBNET_GROUP } from "./types.ts";

/** A standby doubles the price of a database and its storage. */
const MULTI_AZ = 2;

const database = rule(
  z.object({
    engine: z.string(),
    instanceClass: z.string(),
    allocatedStorage: z.number(),
    storageType: z.string().default("gp2"),
    multiAz: z.boolean().default(false),
    publiclyAccessible: z.boolean().default(false),
    manageMasterUserPassword: z.boolean().default(false),
    enabledCloudwatchLogsExports: z.array(z.string()).default([]),
  }),
  ({ engine, instanceClass, allocatedStorage, storageType, ...props }) => {
    const copies = props.multiAz ? MULTI_AZ : 1;
    const where = props.multiAz ? ", in two zones" : "";
    const charges: (Charge | false)[] = [
      {
        item: `${instanceClass}, ${engine}${where}`,
        price: `rds/${instanceClass}/${engine}`,
        quantity: copies,
        per: "hour",
        whileRunning: true,
      },
      {
        item: `${allocatedStorage} GiB ${storageType}${where}`,
        price: `rds/${storageType}`,
        quantity: allocatedStorage * copies,
        per: "month",
      },
      props.manageMasterUserPassword && {
        item: "secret with the password",
        price: "secrets/secret",
        quantity: 1,
        per: "month",
      },
      props.publiclyAccessible && publicAddress(),
      props.enabledCloudwatchLogsExports.length > 0 && {
        item: "logs",
        price: "logs/gb",
        quantity: 0.1,
        per: "class",
        assumed: "0.1 GB",
      },
    ];
    return charges.filter((charge) => charge !== false);
  },
);

export const prices: Prices = {
  [INSTANCE]: database,
  ...free("https://aws.amazon.com/rds/pricing/", [PARAMETER_GROUP, SUBNET_GROUP]),
};
