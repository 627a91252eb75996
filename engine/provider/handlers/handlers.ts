// What each call of Pulumi's ResourceProvider protocol does: unpacks the request, asks ../aws, packs the response.
import type { Context } from "../aws/context.ts";
import { pluginHandlers } from "./plugin.ts";
import { resourceHandlers } from "./resources.ts";

/** By the name that the method has in the service. */
export const handlers = (context: Context) => ({
  ...pluginHandlers(context),
  ...resourceHandlers(context),
});
