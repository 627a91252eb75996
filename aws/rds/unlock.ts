import type { Service } from "../contract/service.ts";
import { rdsClient } from "./client.ts";
import { INSTANCE } from "./types.ts";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html#USER_DeleteInstance.DeletionProtection */
export const locks: NonNullable<Service["locks"]> = {
  [INSTANCE]: {
    isOn: ({ deletionProtection }) => deletionProtection === true,
    unlock: async (aws, { outputs }) =>
      (await aws.client(rdsClient)).modifyDBInstance({
        DBInstanceIdentifier: String(outputs.identifier),
        DeletionProtection: false,
        ApplyImmediately: true,
      }),
  },
};
