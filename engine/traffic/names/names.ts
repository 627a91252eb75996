import { type Answerer, answererFor } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { type NameServer, startNameServer } from "./name-server.ts";
import { resolve } from "./resolve.ts";
import { Zones } from "./zones.ts";

/**
 * Answers for the account's hosted zones, in the place of Route 53's name servers.
 *
 * @param answerers host names of AWS's that they answer for have the address of this machine
 * @param port which it should have, if that is free
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
