import type { Group, Registered } from "../../../../engine/traffic/load-balancers/configuration.ts";

/** A load balancer, as its targets see it. */
export const FROM = {
  vpcId: "vpc-1",
  subnetId: "subnet-2",
  address: "10.0.0.4",
  securityGroupIds: ["sg-1"],
};

export const target = (id: string, isStopped = false): Registered => ({ id, port: 80, isStopped });

export const arnOf = (name: string): string =>
  `arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/1`;

/** A target group that checks every 10 seconds, with thresholds of two. */
export const groupOf = (
  name: string,
  targets: readonly Registered[],
  further: Partial<Group> = {},
): Group => ({
  arn: arnOf(name),
  ...{ protocol: "HTTP", type: "instance" },
  check: {
    ...{ path: "/", port: "traffic-port", matcher: "200" },
    ...{ intervalMs: 10_000, timeoutMs: 5000, healthy: 2, unhealthy: 2 },
  },
  deregistrationMs: 30_000,
  targets,
  ...further,
});
