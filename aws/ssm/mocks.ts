import type { Service } from "../contract/service.ts";

export const answers: NonNullable<Service["answers"]> = {
  "aws:ssm/getParameter:getParameter": (inputs) => ({ ...inputs, value: "ami-0123456789abcdef0" }),
};
