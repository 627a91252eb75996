import type { Service } from "../contract/service.ts";
import { APPLICATION, ENVIRONMENT } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [APPLICATION]: (name) => ({ name }),
  [ENVIRONMENT]: (name) => ({
    name,
    cname: `${name}.elasticbeanstalk.example.com`,
  }),
};

export const answers: NonNullable<Service["answers"]> = {
  "aws:elasticbeanstalk/getSolutionStack:getSolutionStack": (inputs) => ({
    ...inputs,
    name: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
  }),
};
