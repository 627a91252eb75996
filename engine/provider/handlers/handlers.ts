// Implements each call of Pulumi's ResourceProvider protocol: unpacks the request, calls ../aws, packs the response.
import type { Context } from "../aws/context.ts";
import { pluginHandlers } from "./plugin.ts";
import { resourceHandlers } from "./resources.ts";

/** By the method's name in the service. */
export const handlers = (context: Context) => ({
  ...pluginHandlers(context),
  ...resourceHandlers(context),
});
