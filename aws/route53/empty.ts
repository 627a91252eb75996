import type {
  ListResourceRecordSetsCommandOutput,
  ResourceRecordSet,
  Route53,
} from "@aws-sdk/client-route-53";
import { emptied } from "../contract/emptied.ts";
import type { Service } from "../contract/service.ts";
import { route53Client } from "./client.ts";
import { ZONE } from "./types.ts";

/**
 * Deletes every record of a hosted zone except its own NS and SOA records: AWS deletes only empty zones.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
 *
 * @param check is called before each batch
 * @returns the number of records; 0 when the zone no longer exists
 * @throws with the names of the records that stay: Route 53 refuses to delete them one by one, or lists them again after their
 * deletion
 */
export async function emptyZone(route53: Route53, zoneId: string, check: Check): Promise<number> {
  try {
    const { HostedZone } = await route53.getHostedZone({ Id: zoneId });
    return await deleteRecords(route53, zoneId, HostedZone?.Name ?? "", check);
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchHostedZone") return 0;
    throw error;
  }
}

type Check = () => Promise<void>;

const deleteRecords = (
  route53: Route53,
  HostedZoneId: string,
  apex: string,
  check: Check,
): Promise<number> => {
  const ofZone = ({ Name, Type }: ResourceRecordSet) =>
    Name === apex && (Type === "NS" || Type === "SOA");
  const remove = (records: readonly ResourceRecordSet[]) =>
    route53.changeResourceRecordSets({
      HostedZoneId,
      ChangeBatch: {
        Changes: records.map((record) => ({ Action: "DELETE", ResourceRecordSet: record })),
      },
    });
  return emptied<ResourceRecordSet>({
    service: "Route 53",
    nameOf: ({ Name = "", Type = "", SetIdentifier }) =>
      `record ${Name} ${Type}${SetIdentifier === undefined ? "" : ` ${SetIdentifier}`}`,
    async page(from) {
      const page = await route53.listResourceRecordSets({ HostedZoneId, ...from });
      const items = (page.ResourceRecordSets ?? []).filter((record) => !ofZone(record));
      return { items, next: page.IsTruncated ? startOf(page) : undefined };
    },
    check,
    async batch(records) {
      await remove(records);
      return [];
    },
    single: (record) => remove([record]),
  });
};

/** The start of the next page. */
const startOf = ({
  NextRecordName,
  NextRecordType,
  NextRecordIdentifier,
}: ListResourceRecordSetsCommandOutput) => ({
  StartRecordName: NextRecordName,
  StartRecordType: NextRecordType,
  ...(NextRecordIdentifier !== undefined && { StartRecordIdentifier: NextRecordIdentifier }),
});

/** By resource type, for the resources of a stack. */
export const empty: NonNullable<Service["empty"]> = {
  [ZONE]: async (aws, { id }, check) => emptyZone(await aws.client(route53Client), id, check),
};
