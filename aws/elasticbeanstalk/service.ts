import type { Service } from "../contract/service.ts";
import { contents } from "./contents.ts";
import { beanstalkApplications, environments } from "./finder.ts";
import { answers, computed } from "./mocks.ts";
import { offers } from "./offers.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { STACK_NAME, ties } from "./ties.ts";
import { ENVIRONMENT, types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [beanstalkApplications, environments],
  ties,
  // Anybody can write Beanstalk's own tags. An environment creates everything through one stack, whose name contains its id.
  makerTags: [{ key: "aws:cloudformation:stack-name", type: ENVIRONMENT, id: STACK_NAME }],
  computed,
  answers,
  contents,
  quotas,
  offers,
};
