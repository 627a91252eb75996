import type { ElasticBeanstalk } from "@aws-sdk/client-elastic-beanstalk";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const elasticBeanstalkClient: ServiceClient<ElasticBeanstalk> = {
  name: "elasticbeanstalk",
  load: (options) => {
    const { ElasticBeanstalk } = sdk(
      "@aws-sdk/client-elastic-beanstalk",
    ) as typeof import("@aws-sdk/client-elastic-beanstalk");
    return new ElasticBeanstalk(options);
  },
};
