import type { Instance, RouteTable, SecurityGroup } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { ShortCache } from "../cache.ts";
import type { Aws } from "../../../aws/clients.ts";

/** What is read of the emulated AWS. */
export interface AccountView {
  readonly aws: Pick<Aws, "client">;
  /** Those in which there may be servers. */
  readonly regions: () => Promise<readonly string[]>;
}

/** What decides who reaches the servers of a region. */
export interface Network {
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly tables: readonly RouteTable[];
}

/** A region's servers by their ids, those that have ended included, as long as AWS shows them. */
export type Instances = ReadonlyMap<string, Instance>;

/** The account's servers and their networks, as they were a moment ago. */
export class Account {
  readonly aws: AccountView["aws"];
  readonly #view: AccountView;
  readonly #instances = new ShortCache<Instances>();
  readonly #networks = new ShortCache<Network>();

  constructor(view: AccountView) {
    this.aws = view.aws;
    this.#view = view;
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
    return this.#view.regions();
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
    return this.aws.client(ec2Client, region);
  }
}
