import { z } from "zod";
import { GROUP } from "../autoscaling/types.ts";
import { STACK } from "../cloudformation/types.ts";
import type { Service } from "../contract/service.ts";
import { LAUNCH_TEMPLATE } from "../ec2/types.ts";
import { EIP, SECURITY_GROUP } from "../vpc/types.ts";
import { ENVIRONMENT } from "./types.ts";

const environment = z.object({
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
});

/**
 * The resources that a single-instance environment creates through its own CloudFormation stack:
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-types.html
 */
export const contents: NonNullable<Service["contents"]> = {
  [ENVIRONMENT]: ({ name, lab, props }) => {
    const { data } = environment.safeParse(props);
    const types = data?.settings.find((setting) => setting.name === "InstanceTypes")?.value;
    const own = `${name}-beanstalk`;
    const made = (type: string, inputs: Readonly<Record<string, unknown>> = {}) => ({
      type,
      name: own,
      lab,
      props: inputs,
    });
    return [
      made(STACK),
      made(SECURITY_GROUP),
      made(EIP),
      made(LAUNCH_TEMPLATE, { instanceType: types?.split(",")[0] }),
      made(GROUP, { maxSize: 1, launchTemplate: { id: `${own}-id` } }),
    ];
  },
};
