import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Network } from "../components/network.ts";
import type { ClassConfig } from "./config.ts";

/** What several labs stand on: made when the first lab asks for it, once. */
export class Foundations {
  readonly #config: ClassConfig;
  readonly #group: (name: string) => pulumi.Resource;
  #network?: Network;
  #keyPair?: aws.ec2.KeyPair;

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

  /** The key pair of all servers, of the public key in the stack's config. */
  keyName(): pulumi.Output<string> | undefined {
    const { publicKey } = this.#config;
    if (publicKey === undefined) return undefined;
    this.#keyPair ??= new aws.ec2.KeyPair("key", { publicKey }, { parent: this.#group("key") });
    return this.#keyPair.keyName;
  }
}
