import { free, type Prices } from "../contract/charge.ts";
import { types } from "./types.ts";

export const prices: Prices = free("https://aws.amazon.com/iam/faqs/", [
  ...Object.keys(types),
  "AWS::IAM::InstanceProfile",
  "AWS::IAM::Role",
]);
