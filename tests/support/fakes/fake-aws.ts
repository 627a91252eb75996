import type { Aws } from "../../../aws/clients.ts";
import { ACCOUNT } from "./fake-stack.ts";

/** What a call of an AWS client answers; for a list, its pages. It may throw. */
export type Answer = (input: Readonly<Record<string, unknown>>, region: string) => unknown;

/** AWS clients that answer as they are told, and what they are not told with nothing. No SDK is loaded. */
export function fakeAws(answers: Readonly<Record<string, Answer>>): Aws {
  const all: Record<string, Answer> = {
    getCallerIdentity: () => ({ account: ACCOUNT }),
    ...answers,
  };
  const clientIn = (region: string) =>
    new Proxy(
      {},
      {
        get: (_, method) => {
          if (typeof method !== "string" || method === "then") return undefined;
          const answer = all[method] ?? all["*"];
          if (method.startsWith("paginate"))
            return (input: Record<string, unknown> = {}) => pages(() => answer?.(input, region));
          return (input: Record<string, unknown> = {}) =>
            Promise.resolve().then(() => answer?.(input, region) ?? {});
        },
      },
    );
  const aws = {
    region: "ap-northeast-2",
    endpoint: undefined,
    client: (_: unknown, region = "ap-northeast-2") => Promise.resolve(clientIn(region)),
  };
  return aws as unknown as Aws;
}

async function* pages(answer: () => unknown) {
  await Promise.resolve();
  const given = answer() ?? {};
  for (const page of Array.isArray(given) ? given : [given]) {
    if (page instanceof Error) throw page;
    yield page as object;
  }
}
