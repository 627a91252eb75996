import type { Place } from "../contract/finder.ts";
import { GLOBAL } from "../contract/finder.ts";
import type { Quota } from "../contract/quota.ts";
import { saying } from "../errors.ts";
import { quotasClient } from "./client.ts";

/** A quota's value for an account. */
export interface Limit {
  readonly value: number;
  /** Why AWS did not report it, so that `value` is AWS's documented default. @default it is the account's own value */
  readonly notReported?: string;
}

/** The region in which Service Quotas keeps the quotas of global services. */
const WORLD = "us-east-1";

const isUnset = (error: unknown): boolean =>
  error instanceof Error && error.name === "NoSuchResourceException";

/**
 * An account's quota from Service Quotas, or AWS's default when the account has no value of its own. When Service Quotas does
 * not answer, the documented default.
 */
export async function limitOf(
  { service, code, standard }: Pick<Quota, "service" | "code" | "standard">,
  { region, client }: Place,
): Promise<Limit> {
  const asked = { ServiceCode: service, QuotaCode: code };
  try {
    const quotas = await client(quotasClient, region === GLOBAL ? WORLD : region);
    const { Quota } = await quotas.getServiceQuota(asked).catch((error: unknown) => {
      // The account has no value of its own, so AWS's default applies.
      if (isUnset(error)) return quotas.getAWSDefaultServiceQuota(asked);
      throw error;
    });
    if (Quota?.Value !== undefined) return { value: Quota.Value };
    return { value: standard, notReported: "Service Quotas gives no value" };
  } catch (error) {
    return { value: standard, notReported: saying(error) };
  }
}

/** The command that requests an increase. @param wanted the new value, or a placeholder */
export const requestFor = (
  { service, code }: Pick<Quota, "service" | "code">,
  region: string,
  wanted: number | string,
): string =>
  `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${wanted} --region ${region === GLOBAL ? WORLD : region}`;
