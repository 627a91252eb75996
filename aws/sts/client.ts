import type { ServiceClient } from "../clients.ts";
import type { Sts, StsOptions } from "./sts.ts";

export const stsClient = {
  name: "sts",
  load: async (options: StsOptions) => new (await import("./sts.ts")).Sts(options),
} satisfies ServiceClient<Sts>;
