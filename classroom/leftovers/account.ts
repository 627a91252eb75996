import { ExplainedError } from "../explained-error.ts";
import type { Place } from "./thing.ts";

/** The account's number, as its security groups name it: every VPC has one, and a fresh account has a VPC. */
export async function accountOf(place: Place): Promise<string> {
  const ec2 = await place.client("ec2");
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ MaxResults: 5 });
  const account = SecurityGroups[0]?.OwnerId;
  if (account === undefined)
    throw new ExplainedError("the account's number is not known: it has no VPC in this region");
  return account;
}
