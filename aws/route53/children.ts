import type { Service } from "../contract/service.ts";
import { route53Client } from "./client.ts";
import { signingKeys } from "./signing.ts";
import { ZONE } from "./types.ts";

export const children: NonNullable<Service["children"]> = {
  [ZONE]: async (aws, { id }) => signingKeys(await aws.client(route53Client), id),
};
