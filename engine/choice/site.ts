import type { Dispatcher } from "undici";
import { forget, recall, remember } from "../memory.ts";

/** What the npm package `pulumi` fetches first; plugins come from the same host. */
const SITE = "https://get.pulumi.com/install.sh";

const LIMIT_MS = 3000;

/** An answer that took longer than this to get is kept for a while. */
const SLOW_MS = 500;

const KEEP_MS = 3_600_000;

/**
 * Why Pulumi's download site cannot be used; undefined when it can. Found out in 3 s at most; a wait for nothing is
 * not repeated for an hour.
 *
 * @param cache where that is noted
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

/** Has the site asked again at the next occasion. */
export const forgetSite = (cache: string): void => {
  forget(cache, SITE);
};

async function probe(site: string, limitMs: number): Promise<string | undefined> {
  const { host } = new URL(site);
  // As curl and Go do, which download from there: by the proxy that HTTPS_PROXY names. Of Node's own fetch only a recent
  // one can. Loaded when it is wanted: a command that knows the answer does without.
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

/** fetch says only "fetch failed"; what did fail stands in the cause. */
function reason(error: unknown, limitMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer in ${limitMs / 1000} s`;
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return error.message;
}
