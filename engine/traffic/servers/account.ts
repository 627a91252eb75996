import type { Instance } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Aws } from "../../../aws/clients.ts";
import { ShortCache } from "../cache.ts";
import { type Network, networkOf } from "./network/network.ts";

/** The data read from the emulated AWS. */
export interface AccountView {
  readonly aws: Pick<Aws, "client">;
  /** The regions that may have servers. */
  readonly regions: () => Promise<readonly string[]>;
}

/** A region's servers by id, including terminated ones, as long as AWS shows them. */
export type Instances = ReadonlyMap<string, Instance>;

/** The line in which Linux says, once in a boot, which time it is. */
const CLOCK_LINE = /setting system clock to ([\d-]+T[\d:.]+) UTC/;

/** The account's servers and their networks, as last read. */
export class Account {
  readonly aws: AccountView["aws"];
  readonly #view: AccountView;
  readonly #instances = new ShortCache<Instances>();
  readonly #networks = new ShortCache<Network>();
  readonly #boots = new ShortCache<Date | undefined>();

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

  /**
   * The moment of a server's last boot. AWS's API does not say when it was rebooted, but its console shows what the boot prints: the
   * time, among the rest. An emulator of an older version, which an update leaves running, prints none.
   */
  lastBoot(region: string, { InstanceId, State, LaunchTime }: Instance): Promise<Date | undefined> {
    if (State?.Name !== "running") return Promise.resolve(LaunchTime);
    return this.#boots.get(`${region} ${InstanceId}`, async () => {
      const ec2 = await this.ec2(region);
      const { Output = "" } = await ec2.getConsoleOutput({ InstanceId });
      const [, clock] = CLOCK_LINE.exec(Buffer.from(Output, "base64").toString()) ?? [];
      return clock === undefined ? LaunchTime : new Date(`${clock}Z`);
    });
  }

  /** The regions that may have servers. */
  regions(): Promise<readonly string[]> {
    return this.#view.regions();
  }

  network(region: string): Promise<Network> {
    return this.#networks.get(region, async () => networkOf(await this.ec2(region)));
  }

  ec2(region: string) {
    return this.aws.client(ec2Client, region);
  }
}
