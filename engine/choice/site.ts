import type { Dispatcher } from "undici";
import { forget, recall, remember } from "../memory.ts";

/** The first download of the npm package `pulumi`; plugins come from the same host. */
const SITE = "https://get.pulumi.com/install.sh";

const LIMIT_MS = 3000;

/** Only a failure that took longer than this is cached. */
const SLOW_MS = 500;

const KEEP_MS = 3_600_000;

/**
 * Why Pulumi's download site is not usable; undefined when it is. Checked within 3 s; a slow failure is cached for an hour.
 *
 * @param cache where it is stored
 */
export async function siteProblem(
  cache: string,
  site = SITE,
  limitMs = LIMIT_MS,
): Promise<string | undefined> {
  const known = recall(cache, site);
  if (known && Date.now() - Number(known.stamp) < KEEP_MS) return known.value;
  const start = Date.now();
  const problem = await probe(site, limitMs);
  if (problem !== undefined && Date.now() - start > SLOW_MS) {
    remember(cache, site, { stamp: String(Date.now()), value: problem });
  }
  return problem;
}

/** Forgets the cached result, so that the site is checked again. */
export const forgetSite = (cache: string): void => {
  forget(cache, SITE);
};

async function probe(site: string, limitMs: number): Promise<string | undefined> {
  const { host } = new URL(site);
  // Through the proxy in HTTPS_PROXY, like curl and Go, which do the downloads. Node's own fetch supports it only in recent
  // versions. Loaded on demand, because a cached result does not need it.
  const { EnvHttpProxyAgent, fetch } = await import("undici");
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = new EnvHttpProxyAgent();
    const signal = AbortSignal.timeout(limitMs);
    const response = await fetch(site, { method: "HEAD", signal, dispatcher });
    return response.ok ? undefined : `${host} answers HTTP ${response.status}`;
  } catch (error) {
    return `${host} cannot be reached (${reason(error, limitMs)})`;
  } finally {
    await dispatcher?.destroy();
  }
}

/** fetch reports only "fetch failed"; its cause has the reason. */
function reason(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${limitMs / 1000} s`;
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return error.message;
}
