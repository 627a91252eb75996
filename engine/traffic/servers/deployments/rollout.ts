import type { DeploymentConfigInfo, ErrorInformation } from "@aws-sdk/client-codedeploy";
import type { Instance } from "@aws-sdk/client-ec2";
import { errorMessage } from "../../../../lib/errors.ts";
import { BundleError } from "../../bundles/bundle.ts";
import type { Boot } from "../../boot/outcome.ts";
import { FileNameError } from "../../boot/stage.ts";
import { minimumHealthy } from "./healthy-hosts.ts";
import { failedBefore, LIFECYCLE, type LifecycleEvent, lifecycleOf } from "./lifecycle.ts";
import type { TrafficControl } from "./traffic-control.ts";

/** A deployment as it is told to the emulated AWS. */
export type ToldDeployment =
  | {
      readonly status: "InProgress" | "Succeeded" | "Failed";
      readonly error?: ErrorInformation;
      readonly targets: readonly ToldTarget[];
    }
  /** This machine does not run the servers. */
  | { readonly notHere: string };

interface ToldTarget {
  readonly instanceId: string;
  readonly status: "Pending" | "InProgress" | "Succeeded" | "Failed" | "Skipped";
  /** In milliseconds since 1970. */
  readonly updated: number;
  readonly events: readonly LifecycleEvent[];
}

export interface RolloutArgs {
  readonly config: DeploymentConfigInfo;
  /** Carries it out on a server. @returns whether it was */
  readonly deploy: (
    instance: Instance,
  ) => Promise<{ readonly boot: Boot; readonly isDone: boolean }>;
  /** Takes a server out of its load balancer, and puts it back. */
  readonly traffic: Pick<TrafficControl, "block" | "allow">;
  /** Whether somebody has stopped it meanwhile. */
  readonly isStopped: () => Promise<boolean>;
}

/** CodeDeploy's errors. https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ErrorInformation.html */
const NO_INSTANCES: ErrorInformation = {
  code: "NO_INSTANCES",
  message: "The deployment failed because no instances were found for your deployment group.",
};
const TOO_FEW: ErrorInformation = {
  code: "HEALTH_CONSTRAINTS",
  message:
    "The overall deployment failed because too many individual instances failed deployment, too few healthy instances " +
    "are available for deployment, or some instances in your deployment group are experiencing problems.",
};

const NO_AGENT =
  "CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the " +
  "agent is running and can connect to the CodeDeploy server.";

/** A deployment on its way through its servers, one after the other, as long as enough of them are healthy. */
export class Rollout {
  readonly #args: RolloutArgs;
  readonly #instances: readonly Instance[];
  readonly #targets: ToldTarget[];
  #told: ToldDeployment;

  constructor(instances: readonly Instance[], args: RolloutArgs) {
    this.#args = args;
    this.#instances = instances;
    const events = eventsOf("Pending");
    this.#targets = instances.map(({ InstanceId: instanceId = "" }) => ({
      ...{ instanceId, status: "Pending", updated: Date.now(), events },
    }));
    this.#told = { status: "InProgress", targets: this.#targets };
  }

  get told(): ToldDeployment {
    return this.#told;
  }

  /** @throws when the emulated AWS does not answer */
  async run(): Promise<void> {
    const all = this.#instances.length;
    const minimum = minimumHealthy(this.#args.config, all);
    let healthy = all;
    for (const [at, instance] of this.#instances.entries()) {
      if (healthy - 1 < minimum || (await this.#args.isStopped())) {
        this.#change(at, "Skipped", eventsOf("Skipped"));
        continue;
      }
      this.#change(at, "InProgress", eventsOf("Pending"));
      const { InstanceId = "" } = instance;
      await this.#args.traffic.block(InstanceId);
      const events = await this.#deploy(instance);
      const hasFailed = events?.some(({ status }) => status === "Failed") ?? false;
      if (!hasFailed) await this.#args.traffic.allow(InstanceId);
      if (events === undefined) return;
      if (hasFailed) healthy -= 1;
      this.#change(at, hasFailed ? "Failed" : "Succeeded", events);
    }
    const hasSucceeded = this.#targets.some(({ status }) => status === "Succeeded");
    const isEnough = hasSucceeded && this.#targets.every(({ status }) => status !== "Skipped");
    this.#told = isEnough
      ? { status: "Succeeded", targets: this.#targets }
      : { status: "Failed", targets: this.#targets, error: all === 0 ? NO_INSTANCES : TOO_FEW };
  }

  /** @returns its lifecycle events; undefined where this machine does not run it */
  async #deploy(instance: Instance): Promise<LifecycleEvent[] | undefined> {
    try {
      const { boot, isDone } = await this.#args.deploy(instance);
      if (isDone) return lifecycleOf(boot);
      if (boot.outcome.how !== "not running here") return failedBefore("ApplicationStop", NO_AGENT);
      this.#told = { notHere: boot.outcome.reason };
      return undefined;
    } catch (error) {
      if (!(error instanceof BundleError || error instanceof FileNameError)) throw error;
      return failedBefore("DownloadBundle", errorMessage(error));
    }
  }

  #change(at: number, status: ToldTarget["status"], events: readonly LifecycleEvent[]): void {
    const { instanceId } = this.#targets[at] ?? { instanceId: "" };
    this.#targets[at] = { instanceId, status, updated: Date.now(), events };
  }
}

const eventsOf = (status: "Pending" | "Skipped"): LifecycleEvent[] =>
  LIFECYCLE.map((name) => ({ name, status }));
