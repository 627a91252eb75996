import type { EngineEvent, StepEvent } from "../engine-event.ts";
import { namesIn } from "../urn.ts";
import { type Expected, lineOfUrn } from "./expected.ts";
import { kindOf, nameWithin } from "./kinds.ts";

/** The result of a step for a resource. */
export type Result = "created" | "updated" | "replaced" | "deleted" | "unchanged" | "failed";

/** The engine's steps: the verb while a step runs, and its result. */
const STEPS: Readonly<Record<string, readonly [verb: string, result?: Result]>> = {
  same: ["comparing", "unchanged"],
  create: ["creating", "created"],
  update: ["updating", "updated"],
  "create-replacement": ["replacing", "replaced"],
  "delete-replaced": ["deleting the replaced resource"],
  delete: ["deleting", "deleted"],
  read: ["reading", "unchanged"],
  import: ["importing", "unchanged"],
  refresh: ["comparing"],
};

/** A running step. */
interface Step {
  readonly verb: string;
  /** Its start, in milliseconds since 1970. */
  readonly since: number;
}

/** An AWS resource that the engine has reached. */
interface Resource {
  /** Its plain name within its lab: `EC2 instance 1`. */
  readonly title: string;
  /** The running step; undefined when there is none. */
  step?: Step | undefined;
  /** Undefined until it is done. */
  result?: Result;
}

/** The resources of a lab, or shared ones. */
export class Line {
  readonly name: string;
  readonly expected: Expected | undefined;
  readonly resources = new Map<string, Resource>();
  /** Time of its first and last step so far, in milliseconds since 1970. */
  first: number | undefined;
  last = 0;

  constructor(name: string, expected: Expected | undefined) {
    this.name = name;
    this.expected = expected;
  }

  /** How many resources have this result. */
  count(result: Result): number {
    return this.#all.filter((resource) => resource.result === result).length;
  }

  get done(): number {
    return this.#all.filter(({ step, result }) => !step && result && result !== "failed").length;
  }

  /** Expected number of resources; undefined when unknown. */
  get total(): number | undefined {
    const planned = this.expected?.counts.get(this.name);
    if (planned === undefined) return undefined;
    // Resources of labs that are off now are not among those expected of an `up`.
    const gone = this.#all.filter(
      ({ step, result }) => result === "deleted" || step?.verb === "deleting",
    ).length;
    const known = this.expected?.kind === "up" ? planned + gone : planned;
    return Math.max(known, this.resources.size);
  }

  get isDone(): boolean {
    return this.total !== undefined && this.done >= this.total;
  }

  /** The longest running step. */
  get longest(): { readonly title: string; readonly step: Step } | undefined {
    const active = this.#all.flatMap(({ title, step }) => (step ? [{ title, step }] : []));
    return active.reduce<(typeof active)[number] | undefined>(
      (longest, each) => (longest && longest.step.since <= each.step.since ? longest : each),
      undefined,
    );
  }

  get #all(): Resource[] {
    return [...this.resources.values()];
  }
}

/** The progress of a Pulumi operation, from the engine's events. */
export class Operation {
  /** In milliseconds since 1970. */
  readonly start: number;
  /** By name, in display order. */
  readonly lines: ReadonlyMap<string, Line>;
  /** `starting` until the program reaches its first resource. */
  phase: "starting" | "previewing" | "changing" = "starting";
  /** Whether it has ended without an error. */
  hasSucceeded = false;
  /** A current download, such as of a plugin. */
  fetching: string | undefined;
  readonly #expected: Expected | undefined;
  readonly #lines = new Map<string, Line>();

  /** @param expected what is known in advance @default nothing */
  constructor(start: number, expected?: Expected) {
    this.start = start;
    this.#expected = expected;
    this.lines = this.#lines;
    for (const name of expected?.counts.keys() ?? []) this.#line(name);
  }

  take(event: EngineEvent): void {
    const { progressEvent, resourcePreEvent, resOutputsEvent, resOpFailedEvent } = event;
    const at = (event.timestamp ?? 0) * 1000;
    if (progressEvent) this.fetching = progressEvent.done ? undefined : progressEvent.message;
    if (resourcePreEvent) this.#begin(resourcePreEvent, at);
    if (resOutputsEvent) this.#end(resOutputsEvent, at);
    if (resOpFailedEvent) this.#end(resOpFailedEvent, at, "failed");
  }

  /** A refresh compares the state with AWS, and changes no resource. */
  get kind(): Expected["kind"] {
    return this.#expected?.kind ?? "up";
  }

  #begin({ metadata, planning = false }: StepEvent, at: number): void {
    this.phase = planning ? "previewing" : "changing";
    const found = this.#find({ metadata, planning }, at);
    const [verb] = STEPS[metadata.op] ?? [];
    if (found && verb !== undefined) found.step = { verb, since: at };
  }

  #end(event: StepEvent, at: number, failed?: "failed"): void {
    const found = this.#find(event, at);
    const [verb, result] = STEPS[event.metadata.op] ?? [];
    if (!found || verb === undefined) return;
    found.step = undefined;
    const outcome = failed ?? result;
    if (outcome !== undefined) found.result = outcome;
  }

  /** An AWS resource that changes; undefined for a component, for a provider, and in a preview. */
  #find({ metadata, planning }: StepEvent, at: number): Resource | undefined {
    const { urn } = metadata;
    const { type, name } = namesIn(urn);
    const isCustom = (metadata.new ?? metadata.old)?.custom ?? false;
    if (planning || !isCustom || type.startsWith("pulumi:")) return undefined;
    const line = this.#line(lineOfUrn(urn));
    line.first ??= at;
    line.last = at;
    const found = line.resources.get(urn) ?? { title: titleOf(urn, type, name) };
    line.resources.set(urn, found);
    return found;
  }

  #line(name: string): Line {
    const line = this.#lines.get(name) ?? new Line(name, this.#expected);
    this.#lines.set(name, line);
    return line;
  }
}

const titleOf = (urn: string, type: string, name: string): string =>
  [kindOf(type), nameWithin(namesIn(urn).group, name)].filter(Boolean).join(" ");
