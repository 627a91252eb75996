import type { ResourceRecordSet, Route53 } from "@aws-sdk/client-route-53";
import type { Service } from "../contract/service.ts";
import { route53Client } from "./client.ts";
import { ZONE } from "./types.ts";

/**
 * Deletes every record of a hosted zone but the zone's own, NS and SOA: AWS deletes empty zones only.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
 *
 * @param check is asked before each batch @default nothing
 * @returns how many there were; 0 when there is no such zone any more
 * @throws when Route 53 says that something was deleted, and shows it again
 */
export async function emptyZone(
  route53: Route53,
  zoneId: string,
  check: Check = () => Promise.resolve(),
): Promise<number> {
  try {
    const { HostedZone } = await route53.getHostedZone({ Id: zoneId });
    return await deleteRecords(route53, zoneId, HostedZone?.Name ?? "", check);
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchHostedZone") return 0;
    throw error;
  }
}

type Check = () => Promise<void>;

async function deleteRecords(
  route53: Route53,
  zoneId: string,
  apex: string,
  check: Check,
): Promise<number> {
  const ofZone = ({ Name, Type }: ResourceRecordSet) =>
    Name === apex && (Type === "NS" || Type === "SOA");
  const deleted = new Set<string>();
  for (;;) {
    // Always the first page: what it held is gone when the next one is asked for.
    const records = await firstRecords(route53, zoneId, ofZone);
    if (records.length === 0) return deleted.size;
    await check();
    for (const record of records) {
      const { Name = "", Type, SetIdentifier } = record;
      const key = JSON.stringify([Name, Type, SetIdentifier]);
      if (deleted.has(key))
        throw new Error(`Route 53 said that record ${Name} was deleted, and shows it again`);
      deleted.add(key);
    }
    await route53.changeResourceRecordSets({
      HostedZoneId: zoneId,
      ChangeBatch: {
        Changes: records.map((record) => ({ Action: "DELETE", ResourceRecordSet: record })),
      },
    });
  }
}

/** The first records that are to go: a page may hold nothing but the zone's own. */
async function firstRecords(
  route53: Route53,
  HostedZoneId: string,
  ofZone: (record: ResourceRecordSet) => boolean,
): Promise<ResourceRecordSet[]> {
  let from = {};
  for (;;) {
    const page = await route53.listResourceRecordSets({ HostedZoneId, ...from });
    const records = (page.ResourceRecordSets ?? []).filter((record) => !ofZone(record));
    if (records.length > 0 || !page.IsTruncated) return records;
    const { NextRecordName, NextRecordType, NextRecordIdentifier } = page;
    from = {
      StartRecordName: NextRecordName,
      StartRecordType: NextRecordType,
      ...(NextRecordIdentifier !== undefined && { StartRecordIdentifier: NextRecordIdentifier }),
    };
  }
}

/** By type, for what a stack holds. */
export const empty: NonNullable<Service["empty"]> = {
  [ZONE]: async (aws, { id }, check) => emptyZone(await aws.client(route53Client), id, check),
};
