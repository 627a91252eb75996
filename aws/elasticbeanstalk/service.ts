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
  // Anybody can write Beanstalk's own tags. An environment creates everything through one stack, whose name contains its id.
  makerTags: [{ key: "aws:cloudformation:stack-name", id: /^awseb-(e-\w+)-stack$/ }],
  computed,
  answers,
  contents,
  quotas,
  offers,
};
