import type { Service } from "../contract/service.ts";
import { GET_PARAMETER } from "./lookup.ts";

export const answers: NonNullable<Service["answers"]> = {
  [GET_PARAMETER]: (inputs) => ({ ...inputs, value: "ami-0123456789abcdef0" }),
};
