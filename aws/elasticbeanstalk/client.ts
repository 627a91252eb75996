import type { ElasticBeanstalk } from "@aws-sdk/client-elastic-beanstalk";
import type { ServiceClient } from "../clients.ts";

export const elasticBeanstalkClient: ServiceClient<ElasticBeanstalk> = {
  name: "elasticbeanstalk",
  load: async (options) =>
    new (await import("@aws-sdk/client-elastic-beanstalk")).ElasticBeanstalk(options),
};
