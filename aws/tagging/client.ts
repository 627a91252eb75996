import type { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import type { ServiceClient } from "../clients.ts";

export const taggingClient: ServiceClient<ResourceGroupsTaggingAPI> = {
  name: "tagging",
  load: async (options) =>
    new (await import("@aws-sdk/client-resource-groups-tagging-api")).ResourceGroupsTaggingAPI(
      options,
    ),
};
