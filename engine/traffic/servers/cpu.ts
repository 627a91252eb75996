import type { Instance } from "@aws-sdk/client-ec2";
import { cloudWatchClient } from "../../../aws/cloudwatch/client.ts";
import type { Clock } from "../clock.ts";
import { ErrorLog } from "../error-log.ts";
import type { Account } from "./account.ts";

/** The CPU time that a server is assumed to need for a page, in milliseconds: as a program on a small server, not a file. */
export const PAGE_MS = 50;

/** How often CPU is measured while a group is under load. On AWS, detailed monitoring measures each minute. */
export const PERIOD_MS = 10_000;

/** How long a group has no load until its low CPU is reported: on AWS, an alarm for low CPU takes 15 minutes. */
export const QUIET_MS = 60_000;

/** A group is under load from this CPU on, in percent: a few visits change no group. */
const LOADED = 20;

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html#tag-lifecycle */
const GROUP_TAG = "aws:autoscaling:groupName";

interface Group {
  readonly name: string;
  readonly region: string;
  /** Visits in this period. */
  visits: number;
  /** @default not under load yet */
  loadedAt?: number;
}

/**
 * Makes CPU of visits: the metric of an Auto Scaling group whose servers are visited, as EC2 would put it. The group then follows its
 * own policy.
 */
export class Cpu {
  readonly #account: Pick<Account, "aws" | "instances">;
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  readonly #errors = new ErrorLog();
  #isArmed = false;

  constructor(account: Pick<Account, "aws" | "instances">, clock: Clock) {
    this.#account = account;
    this.#clock = clock;
  }

  /** A server has answered: a visitor, or a health check. */
  visited(region: string, instance: Instance): void {
    const name = groupOf(instance);
    if (name === undefined) return;
    const key = `${region} ${name}`;
    const group = this.#groups.get(key) ?? { name, region, visits: 0 };
    group.visits += 1;
    this.#groups.set(key, group);
    this.#arm();
  }

  #arm(): void {
    if (this.#isArmed || this.#groups.size === 0) return;
    this.#isArmed = true;
    this.#clock.later(PERIOD_MS, () => {
      this.#isArmed = false;
      for (const [key, group] of this.#groups)
        this.#measure(key, group).then(
          () => {
            this.#errors.succeeded(key);
          },
          (error: unknown) => {
            // The emulated AWS does not answer: the next period counts.
            this.#errors.failed(key, error);
          },
        );
      this.#arm();
    });
  }

  async #measure(key: string, group: Group): Promise<void> {
    const { name, region, visits } = group;
    group.visits = 0;
    const instances = [...(await this.#account.instances(region)).values()];
    const servers = instances.filter(
      (instance) => groupOf(instance) === name && instance.State?.Name === "running",
    );
    const percent = Math.min(100, (100 * visits * PAGE_MS) / (PERIOD_MS * (servers.length || 1)));
    const now = this.#clock.now();
    const isLoaded = percent >= LOADED;
    if (isLoaded) group.loadedAt = now;
    const isOver = group.loadedAt === undefined || now - group.loadedAt >= QUIET_MS;
    if (isLoaded || (isOver && group.loadedAt !== undefined))
      await this.#put(region, name, percent);
    if (isOver) this.#groups.delete(key);
  }

  async #put(region: string, name: string, Value: number): Promise<void> {
    const cloudWatch = await this.#account.aws.client(cloudWatchClient, region);
    const Dimensions = [{ Name: "AutoScalingGroupName", Value: name }];
    const MetricData = [
      { MetricName: "CPUUtilization", Dimensions, Value, Unit: "Percent" },
    ] as const;
    await cloudWatch.putMetricData({ Namespace: "AWS/EC2", MetricData: [...MetricData] });
  }
}

const groupOf = ({ Tags = [] }: Instance): string | undefined =>
  Tags.find(({ Key }) => Key === GROUP_TAG)?.Value;
