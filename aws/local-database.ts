import { NO_SERVER, NotServedError, type Web } from "./web-request.ts";

/** The path of the proxy to an emulated AWS that returns a database's address: `/database?HOST`, `/database?HOST&ready`. */
export const DATABASE = "/database";

/** A database's address on this machine, or why there is none. */
export interface LocalDatabase {
  /** `127.0.0.1:33061` */
  readonly address?: string;
  /** Whether the database accepts connections from anywhere. */
  readonly isOpen?: boolean;
  readonly reason?: string;
}

/** A database server creates its files when it first starts. */
const START_MS = 90_000;

/**
 * The address of a database: on AWS its own host and port; where AWS is emulated, an address on this machine.
 *
 * @throws NotServedError where AWS is emulated and no database runs
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
 * The same, for a given proxy address.
 *
 * @param isReady whether to wait until the database answers
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
