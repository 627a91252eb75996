import { inRange } from "../../lib/range.ts";
import { checkWebGroup, type WebGroupSettings } from "./web-group.ts";
import { checkPages, type WebInstancesArgs } from "./web-instances.ts";

/** The servers behind a load balancer. */
export type Fleet = InstanceFleet | AutoScalingFleet | BlueGreenFleet;

/** Servers with a page each, which shows the server that answered. */
export interface InstanceFleet extends Pick<WebInstancesArgs, "pages"> {
  readonly kind: "instances";
}

/** One group that grows and shrinks with its load. */
export interface AutoScalingFleet extends WebGroupSettings {
  readonly kind: "autoScaling";
}

/**
 * Two groups: one serves, and the other one is idle or gets a share. Changing `live` or `greenWeight` changes only the
 * listener, so that switching back takes seconds. With stickiness, visitors stay with their color until their cookie expires,
 * even if it has no healthy server: keep both running that long.
 */
export interface BlueGreenFleet {
  readonly kind: "blueGreen";
  /** The color that gets the requests. */
  readonly live: "blue" | "green";
  /** Green's share of the requests in percent, 0 to 100, for a gradual switch. @default 100 if green is live, else 0 */
  readonly greenWeight?: number;
  readonly blue: WebGroupSettings;
  readonly green: WebGroupSettings;
}

/** A target group, its share of the requests in percent, and what runs in it. */
export interface Slot {
  readonly key: "web" | "blue" | "green";
  readonly name: string;
  readonly weight: number;
  readonly runs: InstanceFleet | WebGroupSettings;
}

/** The target groups of a fleet: always both of a blue/green pair, so that the idle one is health-checked and ready. */
export function slots(name: string, fleet: Fleet): Slot[] {
  if (fleet.kind !== "blueGreen") return [{ key: "web", name, weight: 100, runs: fleet }];
  const { live, greenWeight = live === "green" ? 100 : 0, blue, green } = fleet;
  return [
    { key: "blue", name: `${name}-blue`, weight: 100 - greenWeight, runs: blue },
    { key: "green", name: `${name}-green`, weight: greenWeight, runs: green },
  ];
}

/** @throws when a setting of the fleet is not valid. */
export function checkFleet(name: string, fleet: Fleet): void {
  if (fleet.kind === "blueGreen" && fleet.greenWeight !== undefined)
    inRange("greenWeight", fleet.greenWeight, 0, 100);
  for (const slot of slots(name, fleet))
    if ("pages" in slot.runs) checkPages(slot.runs.pages);
    else checkWebGroup(slot.name, slot.runs);
}
