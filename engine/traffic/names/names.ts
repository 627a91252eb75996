import { type Answerer, answererFor } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { type NameServer, startNameServer } from "./name-server.ts";
import { resolve } from "./resolve.ts";
import { Zones } from "./zones.ts";

/**
 * Answers DNS queries for the account's hosted zones, like Route 53's name servers.
 *
 * @param answerers AWS host names that they answer for resolve to this machine's address
 * @param port the preferred port, if it is free
 */
export function startNames(
  emulated: Emulated,
  answerers: readonly Answerer[],
  port: number,
): Promise<NameServer> {
  const zones = new Zones(emulated);
  const addressOf = async (host: string) =>
    (await answererFor(answerers, host)) === undefined ? undefined : "127.0.0.1";
  return startNameServer(
    async (question) => resolve(await zones.all(), question, { addressOf }),
    port,
  );
}
