import type * as pulumi from "@pulumi/pulumi";
import { Network } from "../components/network.ts";
import type { ClassConfig } from "./config.ts";

/** What several labs stand on: made when the first lab asks for it, once. */
export class Foundations {
  readonly #config: ClassConfig;
  readonly #group: (name: string) => pulumi.Resource;
  #network?: Network;

  /** @param group makes the component that a foundation hangs below */
  constructor(config: ClassConfig, group: (name: string) => pulumi.Resource) {
    this.#config = config;
    this.#group = group;
  }

  /** The VPC of the labs that need one but do not teach it. */
  network(): Network {
    const { region, network } = this.#config;
    const { zones, flowLogs, ...rest } = network;
    const availabilityZones = zones.map((letter) => `${region}${letter}`);
    this.#network ??= new Network(
      "network",
      { ...rest, availabilityZones, ...(flowLogs && { flowLogs: { retentionDays: 7 } }) },
      { parent: this.#group("network") },
    );
    return this.#network;
  }
}
