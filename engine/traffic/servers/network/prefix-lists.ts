import type { EC2, RouteTable, SecurityGroup } from "@aws-sdk/client-ec2";
import { all } from "../../../../aws/contract/finder.ts";

/** The blocks of prefix lists, by id. */
export type PrefixLists = ReadonlyMap<string, readonly string[]>;

/** The prefix lists that rules and routes name. @param tables @default none */
export async function prefixListsOf(
  ec2: Pick<EC2, "paginateGetManagedPrefixListEntries">,
  groups: readonly SecurityGroup[],
  tables: readonly RouteTable[] = [],
): Promise<PrefixLists> {
  const rules = groups.flatMap(({ IpPermissions = [], IpPermissionsEgress = [] }) => [
    ...IpPermissions,
    ...IpPermissionsEgress,
  ]);
  const named = [
    ...rules.flatMap(({ PrefixListIds = [] }) => PrefixListIds.map((each) => each.PrefixListId)),
    ...tables.flatMap(({ Routes = [] }) => Routes.map((each) => each.DestinationPrefixListId)),
  ];
  const ids = new Set(named.filter((id) => id !== undefined));
  const lists = await Promise.all(
    [...ids].map(async (PrefixListId): Promise<[string, string[]]> => {
      const pages = ec2.paginateGetManagedPrefixListEntries({ PrefixListId });
      const entries = await all(pages, (page) => page.Entries);
      return [PrefixListId, entries.map(({ Cidr = "" }) => Cidr)];
    }),
  );
  return new Map(lists);
}
