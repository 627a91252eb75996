import { ErrorLog } from "../error-log.ts";
import type { Account } from "./account.ts";
import type { Boots } from "./boots.ts";
import { Deployments, isTarget } from "./deployments/deployments.ts";
import { Rollout, type ToldDeployment } from "./deployments/rollout.ts";

/** Deployments of CodeDeploy, carried out on the account's servers. */
export class Rollouts {
  readonly #account: Account;
  readonly #boots: Pick<Boots, "deploy">;
  readonly #deployments: Deployments;
  /** By region and id. */
  readonly #known = new Map<string, Rollout>();
  readonly #errors = new ErrorLog();

  constructor(account: Account, boots: Pick<Boots, "deploy">) {
    this.#account = account;
    this.#boots = boots;
    this.#deployments = new Deployments(account);
  }

  /**
   * How far a deployment is. Who asks first starts it; after a restart of this process it goes on, and servers that have it keep it.
   *
   * @param asked `REGION/ID`
   * @returns undefined where there is no such deployment
   */
  async tell(asked: string): Promise<ToldDeployment | undefined> {
    const known = this.#known.get(asked);
    if (known) return known.told;
    const [region = "", id = ""] = asked.split("/");
    const found = await this.#deployments.find(region, id);
    if (found === undefined) return undefined;
    const instances = [...(await this.#account.instances(region)).values()].filter(
      (instance) => instance.State?.Name === "running" && isTarget(found, instance),
    );
    const config = await this.#deployments.config(region, found.info);
    const traffic = await this.#deployments.traffic(region, found.info);
    const begun = this.#known.get(asked); // by who asked in the meantime: two would take each other's servers out
    if (begun) return begun.told;
    const rollout = new Rollout(instances, {
      config,
      traffic,
      deploy: (instance) => {
        const { InstanceId: instanceId = "" } = instance;
        return this.#boots.deploy({ region, instanceId }, instance, found.info);
      },
      isStopped: async () => (await this.#deployments.find(region, id))?.info.status === "Stopped",
    });
    this.#known.set(asked, rollout);
    rollout.run().then(
      () => {
        this.#errors.succeeded(asked);
      },
      (error: unknown) => {
        // The emulated AWS, which asks every second, did not answer: who asks next starts it again.
        this.#errors.failed(asked, error, `deployment ${id}`);
        this.#known.delete(asked);
      },
    );
    return rollout.told;
  }
}
