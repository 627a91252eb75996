import { NO_SERVER, NotServedError, type Web } from "./web-request.ts";

/** At this path of the proxy to an emulated AWS's host names it says where its name server is. */
export const NAME_SERVER = "/name-server";

/** What it says. */
export interface NameServerAddress {
  /** `127.0.0.1:5300`. @default there is none */
  readonly nameServer?: string;
}

/** It answers at once; a process that has ended does not. */
const ANSWER_MS = 5000;

/**
 * What answers on this machine in the place of Route 53's name servers, where AWS is emulated: `127.0.0.1:5300`.
 *
 * @returns undefined on AWS itself
 * @throws NotServedError where nothing answers
 */
export async function localNameServer({ endpoint, web }: Web): Promise<string | undefined> {
  if (endpoint === undefined) return undefined;
  if (web === undefined) throw new NotServedError(NO_SERVER);
  const found = await nameServerOf(web);
  if (found === undefined) throw new NotServedError("no name server runs locally");
  return found;
}

/** The same, by the proxy's address. @returns undefined where there is none */
export async function nameServerOf(web: string): Promise<string | undefined> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch(`${web}${NAME_SERVER}`, { signal });
  return ((await response.json()) as NameServerAddress).nameServer;
}
