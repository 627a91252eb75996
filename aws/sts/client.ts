import type { ClientOptions, ServiceClient } from "../clients.ts";
import type { Sts } from "./sts.ts";

export const stsClient: ServiceClient<Sts> = {
  name: "sts",
  load: async (options: ClientOptions) => new (await import("./sts.ts")).Sts(options),
};
