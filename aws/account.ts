import type { Place } from "./contract/finder.ts";
import { stsClient } from "./sts/client.ts";

/** The number of the account that the credentials belong to. */
export async function accountOf(place: Place): Promise<string> {
  const sts = await place.client(stsClient);
  return (await sts.getCallerIdentity()).account;
}
