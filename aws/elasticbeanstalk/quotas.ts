import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { beanstalkApplications, environments } from "./finder.ts";
import { APPLICATION, ENVIRONMENT } from "./types.ts";

const ofBeanstalk = {
  service: "elasticbeanstalk",
  source: "https://docs.aws.amazon.com/general/latest/gr/elasticbeanstalk.html",
} as const;

export const quotas: readonly Quota[] = [
  {
    ...ofBeanstalk,
    what: "Beanstalk environments",
    code: "L-8EFC1C51",
    standard: 200,
    needs: oneEach([ENVIRONMENT]),
    used: foundBy(environments),
  },
  {
    ...ofBeanstalk,
    what: "Beanstalk applications",
    code: "L-1CEABD17",
    standard: 75,
    needs: oneEach([APPLICATION]),
    used: foundBy(beanstalkApplications),
  },
];
