import type { Service } from "../contract/service.ts";
import { logsOf } from "../logs/written-by.ts";
import { contents } from "./contents.ts";
import { beanstalkApplications, environments } from "./finder.ts";
import { answers, computed } from "./mocks.ts";
import { offers } from "./offers.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { ENVIRONMENT, types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [beanstalkApplications, environments],
  ties: logsOf("/aws/elasticbeanstalk/", ENVIRONMENT),
  // Beanstalk's own tags can be written by anybody; the name of the stack that an environment makes all by has its id.
  makerTags: [{ key: "aws:cloudformation:stack-name", id: /^awseb-(e-\w+)-stack$/ }],
  computed,
  answers,
  contents,
  quotas,
  offers,
};
