import type { ResourceRecordSet, Route53 } from "@aws-sdk/client-route-53";
import type { Service } from "../contract/service.ts";
import { route53Client } from "./client.ts";
import { ZONE } from "./types.ts";

/**
 * Deletes every record of a hosted zone but the zone's own, NS and SOA: AWS deletes empty zones only.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
 *
 * @returns how many there were; 0 when there is no such zone any more
 */
export async function emptyZone(route53: Route53, zoneId: string): Promise<number> {
  try {
    const { HostedZone } = await route53.getHostedZone({ Id: zoneId });
    return await deleteRecords(route53, zoneId, HostedZone?.Name ?? "");
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchHostedZone") return 0;
    throw error;
  }
}

async function deleteRecords(route53: Route53, zoneId: string, apex: string): Promise<number> {
  const ofZone = ({ Name, Type }: ResourceRecordSet) =>
    Name === apex && (Type === "NS" || Type === "SOA");
  let count = 0;
  for (;;) {
    // Always the first page: what it held is gone when the next one is asked for.
    const { ResourceRecordSets = [] } = await route53.listResourceRecordSets({
      HostedZoneId: zoneId,
    });
    const records = ResourceRecordSets.filter((record) => !ofZone(record));
    if (records.length === 0) return count;
    await route53.changeResourceRecordSets({
      HostedZoneId: zoneId,
      ChangeBatch: {
        Changes: records.map((record) => ({ Action: "DELETE", ResourceRecordSet: record })),
      },
    });
    count += records.length;
  }
}

/** By type, for what a stack holds. */
export const empty: NonNullable<Service["empty"]> = {
  [ZONE]: async (aws, { id }) => emptyZone(await aws.client(route53Client), id),
};
