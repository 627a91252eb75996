import { ExplainedError } from "../lib/errors.ts";
import type { Place } from "./contract/finder.ts";
import { ec2Client } from "./ec2/client.ts";

/** The account's number, as its security groups name it: every VPC has one, and a fresh account has a VPC. */
export async function accountOf(place: Place): Promise<string> {
  const ec2 = await place.client(ec2Client);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ MaxResults: 5 });
  const account = SecurityGroups[0]?.OwnerId;
  if (account === undefined)
    throw new ExplainedError("the account id is not known: the account has no VPC in this region");
  return account;
}
