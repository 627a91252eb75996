import type { Instance, RouteTable, SecurityGroup } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { ShortCache } from "../cache.ts";
import type { Emulated } from "../emulated.ts";

/** What decides who reaches the servers of a region. */
export interface Network {
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly tables: readonly RouteTable[];
}

/** A region's servers by their ids, those that have ended included, as long as AWS shows them. */
export type Instances = ReadonlyMap<string, Instance>;

/** The account's servers and their networks, as they were a moment ago. */
export class Account {
  readonly emulated: Emulated;
  readonly #instances = new ShortCache<Instances>();
  readonly #regions = new ShortCache<readonly string[]>();
  readonly #networks = new ShortCache<Network>();

  constructor(emulated: Emulated) {
    this.emulated = emulated;
  }

  instances(region: string): Promise<Instances> {
    return this.#instances.get(region, async () => {
      const ec2 = await this.ec2(region);
      const { Reservations = [] } = await ec2.describeInstances({});
      const all = Reservations.flatMap(({ Instances = [] }) => Instances);
      return new Map(all.map((instance) => [instance.InstanceId ?? "", instance]));
    });
  }

  /** Those in which there may be servers. */
  regions(): Promise<readonly string[]> {
    return this.#regions.get("", () => this.emulated.regions());
  }

  network(region: string): Promise<Network> {
    return this.#networks.get(region, async () => {
      const ec2 = await this.ec2(region);
      const [{ SecurityGroups = [] }, { RouteTables = [] }] = await Promise.all([
        ec2.describeSecurityGroups({}),
        ec2.describeRouteTables({}),
      ]);
      const groups = new Map(SecurityGroups.map((group) => [group.GroupId ?? "", group]));
      return { groups, tables: RouteTables };
    });
  }

  ec2(region: string) {
    return this.emulated.aws.client(ec2Client, region);
  }
}
