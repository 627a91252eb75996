import { NO_SERVER, NotServedError, type Web } from "./web-request.ts";

/** At this path of the proxy to an emulated AWS's host names it says where a database is: `/database?HOST`, `/database?HOST&ready`. */
export const DATABASE = "/database";

/** Where a database is on this machine, or why it is not. */
export interface LocalDatabase {
  /** `127.0.0.1:33061` */
  readonly address?: string;
  /** Whether anybody is let in. */
  readonly isOpen?: boolean;
  readonly reason?: string;
}

/** A server makes its files when it first starts. */
const START_MS = 90_000;

/**
 * Where a database answers: its own host and port on AWS; on this machine, where AWS is emulated.
 *
 * @throws NotServedError where AWS is emulated and none runs
 */
export async function databaseAddress(
  { endpoint, web }: Web,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly host: string; readonly port: number }> {
  if (endpoint === undefined) return { host, port };
  if (web === undefined) throw new NotServedError(NO_SERVER);
  const { address, reason = NO_SERVER } = await localDatabase(web, host, true);
  const [local, localPort] = address?.split(":") ?? [];
  if (local === undefined) throw new NotServedError(reason);
  return { host: local, port: Number(localPort) };
}

/**
 * The same by the proxy's address.
 *
 * @param isReady whether to wait until it answers
 */
export async function localDatabase(
  web: string,
  host: string,
  isReady: boolean,
): Promise<LocalDatabase> {
  const signal = AbortSignal.timeout(START_MS);
  const query = `${encodeURIComponent(host)}${isReady ? "&ready" : ""}`;
  return (await (await fetch(`${web}${DATABASE}?${query}`, { signal })).json()) as LocalDatabase;
}
