import type { Service } from "../contract/service.ts";
import { GET_PLATFORM } from "./lookup.ts";
import { APPLICATION, ENVIRONMENT } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [APPLICATION]: (name) => ({ name }),
  [ENVIRONMENT]: (name) => ({
    name,
    cname: `${name}.elasticbeanstalk.example.com`,
    autoscalingGroups: [`awseb-${name}-AWSEBAutoScalingGroup`],
  }),
};

export const answers: NonNullable<Service["answers"]> = {
  [GET_PLATFORM]: (inputs) => ({
    ...inputs,
    name: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
  }),
};
