import type { ProviderMap } from "../map/provider-map.ts";
import type { TerraformClient } from "../terraform/terraform.ts";
import type { TerraformObject } from "../values/types.ts";

/** The Terraform processes of one configured provider: one for each region, kept from first use to the end. */
export class Clients {
  readonly #map: ProviderMap;
  readonly #start: () => Promise<TerraformClient>;
  readonly #byRegion = new Map<string, Promise<TerraformClient>>();
  #config: TerraformObject = {};
  #defaultRegion: Promise<string> | undefined;

  constructor(map: ProviderMap, start: () => Promise<TerraformClient>) {
    this.#map = map;
    this.#start = start;
  }

  /**
   * Sets the configuration, and already starts the process of the provider's own region, because that takes longest and the
   * program will almost certainly need it.
   */
  configure(config: TerraformObject): void {
    this.#config = config;
    this.#defaultRegion = undefined;
    const region = this.#knownRegion();
    // An operation that needs it will report why it does not start.
    if (region) this.get(region).catch(() => undefined);
  }

  /** The process for `region`; started when there is none or it has crashed. */
  get(region: string): Promise<TerraformClient> {
    const running = this.#byRegion.get(region);
    if (running) return running;
    const started = this.#startIn(region);
    this.#byRegion.set(region, started);
    const forget = (): void => {
      // Another one may have been started by now.
      if (this.#byRegion.get(region) === started) this.#byRegion.delete(region);
    };
    void started.then(({ ended }) => ended.then(forget), forget);
    return started;
  }

  async #startIn(region: string): Promise<TerraformClient> {
    const client = await this.#start();
    try {
      await client.configure(this.#map.provider.type, { ...this.#config, region: region || null });
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** The region of resources that do not name one. */
  ownRegion(): Promise<string> {
    const known = this.#knownRegion();
    if (known) return Promise.resolve(known);
    this.#defaultRegion ??= this.#askForRegion();
    return this.#defaultRegion;
  }

  #knownRegion(): string | undefined {
    const { region } = this.#config;
    if (typeof region === "string" && region) return region;
    return process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  }

  /** The region may be in AWS's own configuration files. */
  async #askForRegion(): Promise<string> {
    const source = this.#map.dataSources["aws:index/getRegion:getRegion"];
    if (!source) throw new Error("no region: set aws:region in the stack's config");
    const client = await this.get("");
    const { name } = await client.readData(source, {});
    if (typeof name === "string") return name;
    throw new Error("the Terraform provider does not know its region: set aws:region");
  }

  /** Asks all running operations to stop. */
  async stop(): Promise<void> {
    await Promise.all((await this.#running()).map((client) => client.stop()));
  }

  /** Ends all processes. */
  async close(): Promise<void> {
    for (const client of await this.#running()) client.close();
    this.#byRegion.clear();
  }

  async #running(): Promise<TerraformClient[]> {
    const results = await Promise.allSettled(this.#byRegion.values());
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }
}
