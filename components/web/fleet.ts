import { inRange } from "../../lib/range.ts";
import { checkWebGroup, type WebGroupSettings } from "./web-group.ts";
import { checkPages, type WebInstancesArgs } from "./web-instances.ts";

/** Who answers behind a load balancer. */
export type Fleet = InstanceFleet | AutoScalingFleet | BlueGreenFleet;

/** Servers with a page each, so that one sees which has answered. */
export interface InstanceFleet extends Pick<WebInstancesArgs, "pages"> {
  readonly kind: "instances";
}

/** One group that grows and shrinks with its load. */
export interface AutoScalingFleet extends WebGroupSettings {
  readonly kind: "autoScaling";
}

/**
 * Two groups, of which one serves and the other waits or takes a share. Changing `live` or `greenWeight` changes the
 * listener and nothing else, so that going back takes seconds. With stickiness, visitors stay with the color they
 * have until their cookie ends, even if it has no healthy server: keep both running that long.
 */
export interface BlueGreenFleet {
  readonly kind: "blueGreen";
  /** Who gets the requests. */
  readonly live: "blue" | "green";
  /** Green's share of the requests in percent, 0 to 100, to move over by steps. @default 100 if green is live, else 0 */
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

/** The target groups of a fleet: of a blue/green pair always both, so that the idle one is checked and ready. */
export function slots(name: string, fleet: Fleet): Slot[] {
  if (fleet.kind !== "blueGreen") return [{ key: "web", name, weight: 100, runs: fleet }];
  const { live, greenWeight = live === "green" ? 100 : 0, blue, green } = fleet;
  return [
    { key: "blue", name: `${name}-blue`, weight: 100 - greenWeight, runs: blue },
    { key: "green", name: `${name}-green`, weight: greenWeight, runs: green },
  ];
}

/** @throws when a part of the fleet cannot be as it is asked for. */
export function checkFleet(name: string, fleet: Fleet): void {
  if (fleet.kind === "blueGreen" && fleet.greenWeight !== undefined)
    inRange("greenWeight", fleet.greenWeight, 0, 100);
  for (const slot of slots(name, fleet))
    if ("pages" in slot.runs) checkPages(slot.runs.pages);
    else checkWebGroup(slot.name, slot.runs);
}
