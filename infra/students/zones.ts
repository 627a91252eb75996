import type * as pulumi from "@pulumi/pulumi";
import type { Shared } from "./keys.ts";

interface Zone {
  readonly domain: string;
  readonly zoneId: pulumi.Input<string>;
}

/**
 * The zones of a class's stack that have a domain of its students below them: `class.mydomain.com`, where `class:each` has
 * `{student}.class.mydomain.com`.
 *
 * @param each the settings of `class:each`
 */
export function zonesForStudents<T extends Zone>(
  each: Readonly<Record<string, unknown>>,
  zones: readonly T[],
): T[] {
  const domains = domainsIn(each.labs);
  return zones.filter((zone) => domains.some((domain) => isBelow(domain, zone)));
}

/**
 * The domains in the settings of labs.
 *
 * @param labs by id, each with its settings
 */
export const domainsIn = (labs: unknown): string[] =>
  Object.values(labs ?? {}).flatMap((settings: unknown) => {
    const { domain } = (settings ?? {}) as { readonly domain?: unknown };
    return typeof domain === "string" ? [domain] : [];
  });

/** The zone of the class in which a student's domain is delegated: the closest one above it. */
export const zoneAbove = (domain: string, zones: Shared["zones"] = []) =>
  zones
    .filter((zone) => isBelow(domain, zone))
    .toSorted((a, b) => b.domain.length - a.domain.length)[0];

const isBelow = (domain: string, zone: Pick<Zone, "domain">): boolean =>
  domain.endsWith(`.${zone.domain}`);
