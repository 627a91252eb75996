import type { Place } from "../contract/finder.ts";
import { GLOBAL } from "../contract/finder.ts";
import type { Quota } from "../contract/quota.ts";
import { saying } from "../errors.ts";
import { quotasClient } from "./client.ts";

/** How much an account may have. */
export interface Limit {
  readonly value: number;
  /** Why AWS has not said it, and `value` is AWS's documented default. @default the account's own */
  readonly unheard?: string;
}

/** Where Service Quotas keeps the quotas of services without regions. */
const WORLD = "us-east-1";

const isUnset = (error: unknown): boolean =>
  error instanceof Error && error.name === "NoSuchResourceException";

/** An account's quota as Service Quotas says it, AWS's default where nobody has changed it, else as documented. */
export async function limitOf(
  { service, code, standard }: Pick<Quota, "service" | "code" | "standard">,
  { region, client }: Place,
): Promise<Limit> {
  const asked = { ServiceCode: service, QuotaCode: code };
  try {
    const quotas = await client(quotasClient, region === GLOBAL ? WORLD : region);
    const { Quota } = await quotas.getServiceQuota(asked).catch((error: unknown) => {
      // The account has no value of its own: AWS's default holds.
      if (isUnset(error)) return quotas.getAWSDefaultServiceQuota(asked);
      throw error;
    });
    if (Quota?.Value !== undefined) return { value: Quota.Value };
    return { value: standard, unheard: "Service Quotas gives no value" };
  } catch (error) {
    return { value: standard, unheard: saying(error) };
  }
}

/** The command that asks AWS for more. @param wanted how many there may be then, or a word in its place */
export const requestFor = (
  { service, code }: Pick<Quota, "service" | "code">,
  region: string,
  wanted: number | string,
): string =>
  `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${wanted} --region ${region === GLOBAL ? WORLD : region}`;
