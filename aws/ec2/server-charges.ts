import { z } from "zod";
import { type Charge, type Unknown } from "../contract/charge.ts";
import { blockDevice, volumeCharge } from "../ebs/charges.ts";
import { publicAddress } from "../vpc/traffic.ts";

/** Running instances, without their volumes and addresses. */
export function computeCharge(instanceType: string, windows: boolean, count = 1): Charge {
  const os = windows ? "Windows" : "Linux";
  const times = count === 1 ? "" : `${count} x `;
  return {
    item: `${times}${instanceType}, ${os}`,
    price: `ec2/${instanceType}/${os.toLowerCase()}`,
    quantity: count,
    per: "hour",
    whileRunning: true,
  };
}

/** The properties that determine an instance's cost, wherever it is described. */
const server = z.object({
  instanceType: z.string(),
  windows: z.boolean().default(false),
  publicIp: z.boolean().default(false),
  detailedMonitoring: z.boolean().default(false),
  volumes: z.array(blockDevice).min(1),
});

/** The number of an instance's metrics that detailed monitoring sends every minute. */
const DETAILED_METRICS = 7;

/**
 * `count` instances of one type. A stopped one has no public address and sends no metrics.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ec2-instance-stop-start-works.html
 */
export function serverCharges(
  description: z.input<typeof server>,
  count = 1,
): readonly (Charge | Unknown)[] {
  const { instanceType, windows, publicIp, detailedMonitoring, volumes } =
    server.parse(description);
  if (count === 0) return [];
  const metrics: Charge = {
    item: "detailed monitoring",
    price: "cloudwatch/metric",
    quantity: DETAILED_METRICS * count,
    per: "month",
    whileRunning: true,
  };
  return [
    computeCharge(instanceType, windows, count),
    ...volumes.map((volume) => volumeCharge(volume, count)),
    ...(publicIp ? [{ ...publicAddress(count), whileRunning: true }] : []),
    ...(detailedMonitoring ? [metrics] : []),
  ];
}
