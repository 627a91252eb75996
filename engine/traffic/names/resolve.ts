import type { Answer } from "dns-packet";
import { answersOf } from "./record-data.ts";
import type { RecordSet, Zone } from "./zones.ts";

/** Response codes of a name server. https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
export const CODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };

export interface Resolved {
  readonly code: number;
  /** Whether this server is authoritative for it. */
  readonly isAuthoritative: boolean;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

/** Where AWS services are served on this machine. */
export interface Services {
  /** The address of a host name that is served on this machine. */
  readonly addressOf: (host: string) => Promise<string | undefined>;
  /** Between 0 and 1. @default Math.random */
  readonly random?: () => number;
}

/** Maximum number of records in a chain. */
const MOST_STEPS = 8;

/** TTL of a service's address in seconds, as in Route 53. */
const SERVICE_TTL = 60;

const SOMEBODY_ELSES: Resolved = {
  ...{ code: CODES.REFUSED, isAuthoritative: false, answers: [], authorities: [] },
};

/**
 * Answers from zones, like the name servers of Route 53: the zone with the longest matching name is used; a CNAME is followed
 * within it, an alias is answered with its target's records.
 *
 * @param asked the name as queried: answers keep its spelling
 * @see https://www.rfc-editor.org/rfc/rfc1034#section-4.3.2
 */
export async function resolve(
  zones: readonly Zone[],
  { name: asked, type }: { readonly name: string; readonly type: string },
  services: Services,
): Promise<Resolved> {
  const zone = zoneOf(zones, asked.toLowerCase());
  if (zone === undefined) return SOMEBODY_ELSES;
  const answers: Answer[] = [];
  let name = asked;
  for (let step = 0; step < MOST_STEPS; step++) {
    const referral = delegation(zone, name.toLowerCase());
    if (referral && answers.length === 0) return referral;
    const sets = setsFor(zone, name.toLowerCase());
    if (sets === undefined) return negative(zone, CODES.NXDOMAIN, answers);
    const alias = sets.find((set) => set.type === "CNAME");
    if (alias && type !== "CNAME" && type !== "ANY") {
      answers.push(...answersOf(name, alias));
      name = alias.values[0]?.replace(/\.$/, "") ?? "";
      // For a name in another zone, the client sends another query.
      if (zoneOf(zones, name.toLowerCase()) !== zone) return positive(answers);
      continue;
    }
    const wanted = chosen(
      sets.filter((set) => type === "ANY" || set.type === type),
      services.random ?? Math.random,
    );
    for (const set of wanted) answers.push(...(await answersFor(zones, name, set, services)));
    return answers.length > 0 ? positive(answers) : negative(zone, CODES.NOERROR, answers);
  }
  return { ...negative(zone, CODES.SERVFAIL, []), isAuthoritative: false };
}

const positive = (answers: readonly Answer[]): Resolved => ({
  ...{ code: CODES.NOERROR, isAuthoritative: true, answers, authorities: [] },
});

/** A negative answer, valid as long as the SOA record says. https://www.rfc-editor.org/rfc/rfc2308#section-3 */
function negative(zone: Zone, code: number, answers: readonly Answer[]): Resolved {
  const soa = zone.records.find(({ name, type }) => name === zone.name && type === "SOA");
  const least = Number(soa?.values[0]?.trim().split(/\s+/).at(-1) ?? 0);
  const authorities = soa ? answersOf(zone.name, { ...soa, ttl: Math.min(soa.ttl, least) }) : [];
  return { code, isAuthoritative: true, answers, authorities };
}

const isBelow = (name: string, domain: string): boolean =>
  name === domain || name.endsWith(`.${domain}`);

function zoneOf(zones: readonly Zone[], name: string): Zone | undefined {
  const having = zones.filter((zone) => isBelow(name, zone.name));
  return having.toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** The name servers of a delegated part of the zone, if the name is in one. */
function delegation(zone: Zone, name: string): Resolved | undefined {
  const to = zone.records.filter(
    (set) => set.type === "NS" && set.name !== zone.name && isBelow(name, set.name),
  );
  if (to.length === 0) return undefined;
  const authorities = to.flatMap((set) => answersOf(set.name, set));
  return { code: CODES.NOERROR, isAuthoritative: false, answers: [], authorities };
}

/** The records of a name, or of a matching wildcard; undefined when the name does not exist. */
function setsFor({ name: apex, records }: Zone, name: string): readonly RecordSet[] | undefined {
  const own = records.filter((set) => set.name === name);
  if (own.length > 0) return own;
  // A name with other names below it exists, even without records.
  const isThere = (each: string) => records.some((set) => isBelow(set.name, each));
  // So is the zone's own, even where all of its records are gone.
  if (name === apex || isThere(name)) return [];
  let above = name;
  do above = above.slice(above.indexOf(".") + 1);
  while (above !== apex && !isThere(above));
  const wildcard = records.filter((set) => set.name === `*.${above}`);
  return wildcard.length > 0 ? wildcard : undefined;
}

/** Chooses one of several sets of a type by weight; without weights, the first. */
function chosen(sets: readonly RecordSet[], random: () => number): RecordSet[] {
  const byType = Object.values(Object.groupBy(sets, ({ type }) => type));
  return byType.flatMap((same = []) => {
    const all = same.reduce((sum, { weight = 0 }) => sum + weight, 0);
    let left = random() * all;
    return same.find(({ weight = 0 }) => (left -= weight) < 0) ?? same[0] ?? [];
  });
}

async function answersFor(
  zones: readonly Zone[],
  name: string,
  set: RecordSet,
  services: Services,
  depth = 0,
): Promise<Answer[]> {
  const { alias, type } = set;
  if (alias === undefined) return answersOf(name, set);
  if (depth === MOST_STEPS) return [];
  const { target, isInZone } = alias;
  if (!isInZone) {
    // This machine has an IPv4 address only.
    const address = type === "A" ? await services.addressOf(target) : undefined;
    return address === undefined
      ? []
      : answersOf(name, { name, type, ttl: SERVICE_TTL, values: [address] });
  }
  const zone = zoneOf(zones, target);
  const sets = (zone && setsFor(zone, target))?.filter((each) => each.type === type) ?? [];
  const [found] = chosen(sets, services.random ?? Math.random);
  return found ? answersFor(zones, name, found, services, depth + 1) : [];
}
