import autocannon from "autocannon";
import type { Web } from "../../aws/web-request.ts";

/** The size of a load test. */
export interface Load {
  /** Total number of requests. */
  readonly users: number;
  /** Requests at the same time, `users` at most. */
  readonly concurrency: number;
  /** Time limit, in seconds. */
  readonly maxSeconds: number;
}

/** The result of the requests. */
export interface LoadResult extends Load {
  readonly url: string;
  readonly seconds: number;
  /** The number of answers by page title, or by `HTTP status` when that is not 2xx. */
  readonly answers: ReadonlyMap<string, number>;
  /** Answers that are not 2xx. */
  readonly refused: number;
  /** Requests without an answer; `timeouts` of them waited for TIMEOUT_SECONDS. */
  readonly unanswered: number;
  readonly timeouts: number;
  /** Milliseconds until the whole answer had arrived; zeros when there was no answer. */
  readonly latency: Readonly<Record<Percentile, number>>;
}

export type Percentile = (typeof PERCENTILES)[number];
export const PERCENTILES = ["p50", "p75", "p90", "p97_5", "p99", "max"] as const;

const TIMEOUT_SECONDS = 10;

/**
 * Requests a page `users` times, `concurrency` at a time, over keep-alive connections.
 *
 * @param aws the AWS of the page @default AWS itself
 */
export async function loadTest(url: string, load: Load, aws?: Web): Promise<LoadResult> {
  const { users, concurrency, maxSeconds } = load;
  const answers = new Map<string, number>();
  let refused = 0;
  const count = (status: number, body: string): void => {
    const good = status >= 200 && status < 300;
    const who = good ? titleOf(body) : `HTTP ${status}`;
    answers.set(who, (answers.get(who) ?? 0) + 1);
    if (!good) refused += 1;
  };
  const result = await runAutocannon(
    {
      ...addressOf(url, aws),
      amount: users,
      connections: concurrency,
      timeout: TIMEOUT_SECONDS,
      sampleInt: 100, // milliseconds between the last answer and the result
      requests: [{ method: "GET", onResponse: count }],
    },
    maxSeconds,
  );
  const answered = [...answers.values()].reduce((sum, each) => sum + each, 0);
  return {
    ...load,
    url,
    seconds: result.duration,
    answers,
    refused,
    // autocannon's error count is not used: it ignores connections that a server closes without an answer.
    unanswered: users - answered,
    timeouts: result.timeouts,
    latency: Object.fromEntries(
      PERCENTILES.map((name) => [name, result.latency[name]]),
    ) as LoadResult["latency"],
  };
}

/** Where AWS is emulated, its host names are served at an address of this machine. */
function addressOf(url: string, aws?: Web): Pick<autocannon.Options, "url" | "headers"> {
  if (aws?.web === undefined) return { url };
  const { host, pathname, search } = new URL(url);
  return { url: `${aws.web}${pathname}${search}`, headers: { host } };
}

function runAutocannon(
  options: autocannon.Options,
  maxSeconds: number,
): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: Error | null, result: autocannon.Result) => {
      clearTimeout(limit);
      if (error) reject(error);
      else resolve(result);
    });
    const limit = setTimeout(() => {
      instance.stop();
    }, maxSeconds * 1000);
  });
}

/** The title of a lab's page names the server or the version that answered. */
const titleOf = (body: string): string =>
  /<title>\s*(.*?)\s*<\/title>/is.exec(body)?.[1] ?? "a page without a title";

/** Whether every user was served. */
export const isServed = ({ refused, unanswered }: LoadResult): boolean =>
  refused === 0 && unanswered === 0;
