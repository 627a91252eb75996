import { NO_SERVER, NotServedError, type Web } from "./web-request.ts";

/** The path of the proxy to an emulated AWS that returns the address of its name server. */
export const NAME_SERVER = "/name-server";

/** The proxy's answer. */
export interface NameServerAddress {
  /** `127.0.0.1:5300`. @default there is no name server */
  readonly nameServer?: string;
}

/** The proxy answers at once; a process that has ended does not answer. */
const ANSWER_MS = 5000;

/**
 * The address of the local substitute for Route 53's name servers, where AWS is emulated: `127.0.0.1:5300`.
 *
 * @returns undefined on AWS itself
 * @throws NotServedError when nothing answers
 */
export async function localNameServer({ endpoint, web }: Web): Promise<string | undefined> {
  if (endpoint === undefined) return undefined;
  if (web === undefined) throw new NotServedError(NO_SERVER);
  const found = await nameServerOf(web);
  if (found === undefined) throw new NotServedError("no name server runs locally");
  return found;
}

/** The same, for a given proxy address. @returns undefined when there is no name server */
export async function nameServerOf(web: string): Promise<string | undefined> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch(`${web}${NAME_SERVER}`, { signal });
  return ((await response.json()) as NameServerAddress).nameServer;
}
