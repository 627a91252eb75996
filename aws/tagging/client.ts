import type { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const taggingClient: ServiceClient<ResourceGroupsTaggingAPI> = {
  name: "tagging",
  load: (options) => {
    const { ResourceGroupsTaggingAPI } = sdk(
      "@aws-sdk/client-resource-groups-tagging-api",
    ) as typeof import("@aws-sdk/client-resource-groups-tagging-api");
    return new ResourceGroupsTaggingAPI(options);
  },
};
