import { localDatabase } from "../../aws/local-database.ts";
import { nameServerOf } from "../../aws/local-name-server.ts";
import { localOrigins } from "../../engine/traffic/traffic.ts";
import type { StackOutputs } from "../pulumi/secrets/masked-outputs.ts";

/**
 * A text with its addresses replaced by their local ones; undefined when it has none, or when one of them is not served on this
 * machine.
 */
export type AddressesHere = (text: string) => string | undefined;

/** A query to a name server: `dig +short @ns-1.awsdns-1.com example.com NS`. */
const QUESTION = /^(dig\s(?:.*\s)?)@[a-z0-9.-]+/i;

/** A database's endpoint, as shown to clients. */
const DATABASE = /^([a-z0-9.-]+\.rds\.amazonaws\.com):\d+$/i;

const URL_ORIGIN = /\bhttps?:\/\/([a-z0-9_.-]+)(?::\d+)?/gi;

/**
 * Finds which addresses in a class's outputs are served on this machine.
 *
 * @param web where the host names of the emulated AWS are served; undefined on AWS
 */
export async function addressesHere(
  web: string | undefined,
  outputs: StackOutputs,
): Promise<AddressesHere> {
  const texts = Object.values(outputs).flatMap((lab) => Object.values(lab).flat().filter(isText));
  const hosts = new Set(texts.flatMap(hostsIn));
  if (web === undefined) return () => undefined;
  // A deployed class is not a failure because this process has ended in the meantime: its addresses then count as emulated.
  const [origins, server, databases] = await Promise.all([
    hosts.size === 0 ? undefined : localOrigins(web, hosts).catch(() => undefined),
    texts.some((text) => QUESTION.test(text))
      ? nameServerOf(web).catch(() => undefined)
      : undefined,
    databasesIn(web, texts).catch(() => new Map<string, string>()),
  ]);
  return (text) => {
    if (DATABASE.test(text)) return databases.get(text);
    if (QUESTION.test(text))
      return server && text.replace(QUESTION, `$1@${server.replace(":", " -p ")}`);
    const named = hostsIn(text);
    if (origins === undefined || named.length === 0) return undefined;
    if (!named.every((host) => origins.has(host))) return undefined;
    return text.replace(
      URL_ORIGIN,
      (origin, host: string) => origins.get(host.toLowerCase()) ?? origin,
    );
  };
}

/** Local addresses of databases that are open to this machine, by endpoint. */
async function databasesIn(
  web: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    texts.map(async (text) => {
      const [, host] = DATABASE.exec(text) ?? [];
      if (host === undefined) return [];
      const { address, isOpen } = await localDatabase(web, host.toLowerCase(), false);
      return address !== undefined && isOpen === true ? [[text, address] as const] : [];
    }),
  );
  return new Map(found.flat());
}

const isText = (value: unknown): value is string => typeof value === "string";

const hostsIn = (text: string): string[] =>
  [...text.matchAll(URL_ORIGIN)].map(([, host = ""]) => host.toLowerCase());
