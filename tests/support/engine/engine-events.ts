import { namesIn } from "../../../classroom/pulumi/urn.ts";

/** What an operation did, by kind (`create`, `update`, `delete`, ...), as sorted `type name`; `same` is left out. */
export type Changes = Readonly<Record<string, readonly string[]>>;

/** An event of Pulumi's engine, as `--event-log` writes it, a line each. */
export interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly resOutputsEvent?: { readonly metadata: Step };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly policyName: string;
    readonly enforcementLevel: "mandatory" | "advisory";
    readonly message: string;
  };
}

/** What the engine does with one resource. */
interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
}

/** The events of a whole log. */
export const eventsIn = (log: string): EngineEvent[] =>
  log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);

/** What the events say was done, or would be. */
export function changesIn(events: readonly EngineEvent[]): Changes {
  const steps = events.flatMap(({ resourcePreEvent, resOutputsEvent }) => {
    const step = (resourcePreEvent ?? resOutputsEvent)?.metadata;
    return step && step.op !== "same" && step.type !== "pulumi:pulumi:Stack" ? [step] : [];
  });
  const kinds = Map.groupBy(steps, ({ op }) => op);
  return Object.fromEntries(
    [...kinds].map(([op, found]) => [op, [...new Set(found.map(title))].sort()]),
  );
}

/** `type name` */
export const title = ({ type, urn }: Step): string => `${type} ${namesIn(urn).name}`;
