import type { Service } from "../contract/service.ts";
import { INSTANCE, PARAMETER_GROUP, SUBNET_GROUP } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [INSTANCE]: (name) => ({
    address: `${name}.rds.example.com`,
    endpoint: `${name}.rds.example.com:3306`,
    masterUserSecrets: [{ secretArn: `arn:aws:mock:secret/${name}` }],
  }),
  [PARAMETER_GROUP]: (name) => ({ name }),
  [SUBNET_GROUP]: (name) => ({ name: `${name}-0123456` }),
};
