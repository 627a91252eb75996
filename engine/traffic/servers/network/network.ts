import type { EC2, NetworkAcl, RouteTable, SecurityGroup } from "@aws-sdk/client-ec2";
import { type PrefixLists, prefixListsOf } from "./prefix-lists.ts";

/** The network resources that decide who can reach the servers of a region. */
export interface Network {
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly tables: readonly RouteTable[];
  readonly acls: readonly NetworkAcl[];
  /** Those that rules and routes name. */
  readonly prefixLists: PrefixLists;
}

/** Reads them from AWS. */
export async function networkOf(ec2: EC2): Promise<Network> {
  const [{ SecurityGroups = [] }, { RouteTables: tables = [] }, { NetworkAcls: acls = [] }] =
    await Promise.all([
      ec2.describeSecurityGroups({}),
      ec2.describeRouteTables({}),
      ec2.describeNetworkAcls({}),
    ]);
  const groups = new Map(SecurityGroups.map((group) => [group.GroupId ?? "", group]));
  return { groups, tables, acls, prefixLists: await prefixListsOf(ec2, SecurityGroups, tables) };
}
