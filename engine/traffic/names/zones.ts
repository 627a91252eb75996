import type {
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
  Route53,
  RRType,
} from "@aws-sdk/client-route-53";
import { route53Client } from "../../../aws/route53/client.ts";
import { ShortCache } from "../cache.ts";
import type { Emulated } from "../emulated.ts";

/** The target of an alias. */
export interface Alias {
  /** In lower case, without the last dot. */
  readonly target: string;
  /** Whether the target is in a zone of the account; otherwise it is an AWS service. */
  readonly isInZone: boolean;
}

/** The records of one name and type. */
export interface RecordSet {
  /** In lower case, without the last dot: `*.example.com`. */
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  /** In Route 53's format. */
  readonly values: readonly string[];
  /** @default none: it has values */
  readonly alias?: Alias;
  /** Weight among several sets of the same name and type. @default not weighted */
  readonly weight?: number;
}

/** A public zone, by its name in lower case, without the last dot. */
export interface Zone {
  readonly name: string;
  readonly records: readonly RecordSet[];
}

/** The account's public hosted zones. */
export class Zones {
  readonly #emulated: Emulated;
  readonly #cache = new ShortCache<readonly Zone[]>();

  constructor(emulated: Emulated) {
    this.#emulated = emulated;
  }

  all(): Promise<readonly Zone[]> {
    return this.#cache.get("", async () => {
      const route53 = await this.#emulated.aws.client(route53Client);
      const found = await zonesOf(route53);
      const ids = new Set(found.map(({ id }) => id));
      return Promise.all(
        found.map(async ({ id, name }) => ({
          name,
          records: (await recordsOf(route53, id)).map((set) => recordSet(set, ids)),
        })),
      );
    });
  }
}

async function zonesOf(route53: Route53): Promise<{ id: string; name: string }[]> {
  const zones: { id: string; name: string }[] = [];
  let Marker: string | undefined;
  do {
    const { HostedZones = [], NextMarker } = await route53.listHostedZones({ Marker });
    for (const { Id = "", Name = "", Config } of HostedZones)
      if (Config?.PrivateZone !== true) zones.push({ id: bareId(Id), name: bareName(Name) });
    Marker = NextMarker;
  } while (Marker !== undefined && Marker !== "");
  return zones;
}

async function recordsOf(route53: Route53, HostedZoneId: string): Promise<ResourceRecordSet[]> {
  const records: ResourceRecordSet[] = [];
  let [StartRecordName, StartRecordType]: [string?, RRType?] = [];
  for (;;) {
    const found: ListResourceRecordSetsResponse = await route53.listResourceRecordSets({
      ...{ HostedZoneId, StartRecordName, StartRecordType },
    });
    records.push(...(found.ResourceRecordSets ?? []));
    if (found.IsTruncated !== true) return records;
    [StartRecordName, StartRecordType] = [found.NextRecordName, found.NextRecordType];
  }
}

function recordSet(
  { Name = "", Type = "A", TTL = 0, ResourceRecords = [], AliasTarget, Weight }: ResourceRecordSet,
  zones: ReadonlySet<string>,
): RecordSet {
  return {
    name: bareName(Name),
    type: Type,
    ttl: TTL,
    values: ResourceRecords.map(({ Value = "" }) => Value),
    ...(AliasTarget && {
      alias: {
        target: bareName(AliasTarget.DNSName ?? ""),
        isInZone: zones.has(bareId(AliasTarget.HostedZoneId ?? "")),
      },
    }),
    ...(Weight !== undefined && { weight: Weight }),
  };
}

const bareId = (id: string): string => id.replace(/^\/hostedzone\//, "");

/** The name as queried: Route 53 writes an asterisk as `\052`. */
export const bareName = (name: string): string =>
  name
    .replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    .replace(/\.$/, "")
    .toLowerCase();
