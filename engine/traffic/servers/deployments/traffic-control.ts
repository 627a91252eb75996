import { setTimeout as sleep } from "node:timers/promises";
import type { DeploymentGroupInfo } from "@aws-sdk/client-codedeploy";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { elbClient } from "../../../../aws/elb/client.ts";
import { BELIEVED_MS } from "../../cache.ts";
import type { AccountView } from "../account.ts";

/** After this time load balancers know that a server is no target any more. On AWS, it is the target group's deregistration delay. */
const BLOCKED_MS = 2 * BELIEVED_MS;

/**
 * The target groups of a deployment in place: a server is none of their targets while it is deployed to, and only after a deployment
 * that has succeeded on it is it one again.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export class TrafficControl {
  readonly #elb: ElasticLoadBalancingV2 | undefined;
  readonly #arns: readonly string[];
  readonly #blockedMs: number;

  private constructor(
    elb: ElasticLoadBalancingV2 | undefined,
    arns: readonly string[],
    blockedMs: number,
  ) {
    this.#elb = elb;
    this.#arns = arns;
    this.#blockedMs = blockedMs;
  }

  /** @param group of the deployment: without a load balancer, nothing is done */
  static async of(
    aws: AccountView["aws"],
    region: string,
    group: DeploymentGroupInfo,
    blockedMs = BLOCKED_MS,
  ): Promise<TrafficControl> {
    const { deploymentStyle, loadBalancerInfo } = group;
    const names = (loadBalancerInfo?.targetGroupInfoList ?? []).flatMap(({ name }) => name ?? []);
    const isInPlace = deploymentStyle?.deploymentType === "IN_PLACE";
    if (!isInPlace || deploymentStyle.deploymentOption !== "WITH_TRAFFIC_CONTROL")
      return new TrafficControl(undefined, [], blockedMs);
    const elb = await aws.client(elbClient, region);
    const { TargetGroups = [] } = await elb.describeTargetGroups({});
    const its = TargetGroups.filter(({ TargetGroupName = "" }) => names.includes(TargetGroupName));
    const arns = its.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
    return new TrafficControl(elb, arns, blockedMs);
  }

  /** Takes a server out, and waits until it gets no visitors. */
  async block(instanceId: string): Promise<void> {
    if (this.#arns.length === 0) return;
    for (const TargetGroupArn of this.#arns)
      await this.#elb?.deregisterTargets({ TargetGroupArn, Targets: [{ Id: instanceId }] });
    await sleep(this.#blockedMs);
  }

  /** Also a server that a process before this one has taken out. */
  async allow(instanceId: string): Promise<void> {
    for (const TargetGroupArn of this.#arns)
      await this.#elb?.registerTargets({ TargetGroupArn, Targets: [{ Id: instanceId }] });
  }
}
