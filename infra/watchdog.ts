import * as pulumi from "@pulumi/pulumi";
import type { ServiceTypes, Stop } from "../aws/contract/resource-type.ts";
import { Watchdog, type WatchdogMessage, type Watched } from "../components/watching/watchdog.ts";
import type { ClassConfig } from "./config.ts";
import { classStackOf } from "./students/class-stack.ts";

/** A declared resource that runs, or contains something that runs. */
interface Running {
  readonly resource: pulumi.Resource;
  readonly stop: Stop;
  /** The path in the resource's outputs to the id of what is stopped. */
  readonly path: readonly string[];
  readonly region: string | undefined;
}

/** Collects the resources of a class that are charged by the hour and can be stopped, as they are declared. */
export class RunningResources {
  readonly #types: ServiceTypes;
  readonly #found = new Map<string, Running>();

  constructor(types: ServiceTypes) {
    this.#types = types;
  }

  /** A transformation for the parents of the class's resources; it changes nothing. */
  readonly note: pulumi.ResourceTransformation = ({ resource, type, name, props }) => {
    const [runs, ...path] = this.#types[type]?.runs ?? [type];
    const stop = this.#types[runs]?.stop;
    if (stop === undefined) return undefined;
    const { region } = props as { region?: string };
    const [, service = ""] = /^aws:(\w+)\//.exec(type) ?? [];
    const found = { resource, stop, path: path.length > 0 ? path : [stop.id], region };
    this.#found.set(`${service}-${name}`, found);
    return undefined;
  };

  /** @param region the region of resources that do not specify one */
  watched(region: string): Record<string, Watched> {
    const entries = [...this.#found].map(([key, { resource, stop, path, region: own }]) => {
      const watched: Watched = { stop, id: idAt(resource, path), region: own ?? region };
      return [key, watched] as const;
    });
    return Object.fromEntries(entries);
  }
}

/** The id at the end of a path in a resource's outputs; undefined when there is none. */
function idAt(
  resource: pulumi.Resource,
  [output = "", ...path]: readonly string[],
): pulumi.Input<string | undefined> {
  const outputs = resource as unknown as Readonly<Record<string, pulumi.Output<string | object>>>;
  return outputs[output]?.apply((value) => {
    const id = path.reduce<unknown>(
      (inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key],
      value,
    );
    return typeof id === "string" && id !== "" ? id : undefined;
  });
}

/**
 * Stops the class when it expires, see docs/decisions/watchdog.md. Creates nothing when nothing can be stopped.
 *
 * @param parent creates its parent component
 */
export function watchOver(
  config: ClassConfig,
  watched: Readonly<Record<string, Watched>>,
  parent: () => pulumi.Resource,
): void {
  if (Object.keys(watched).length === 0) return;
  const { expires: at, region } = config;
  const message = messageOf(config);
  new Watchdog("watchdog", { at, region, watched, message }, { parent: parent() });
}

type AnnouncedClass = Pick<
  ClassConfig,
  "stack" | "student" | "each" | "name" | "environment" | "expires" | "email"
>;

/** The calls that end the class, continue it, and restore the groups of the stack. */
function callsOf({ stack, student, each }: AnnouncedClass) {
  const ofStudent = student === undefined ? undefined : classStackOf(stack, student);
  // A stack without students is a class by itself.
  const ofClass = ofStudent ?? (each && stack);
  return {
    down: ofClass
      ? `npm run class -- close --class ${ofClass}`
      : `npm run down -- --stack ${stack}`,
    extend: ofClass
      ? `npm run class -- extend --class ${ofClass} --by 2h`
      : `npm start -- --stack ${stack} --extend 2h`,
    solve: ofStudent
      ? `npm run class -- solve --class ${ofStudent}`
      : `npm run class -- solve --stack ${stack}`,
  };
}

function messageOf(config: AnnouncedClass): WatchdogMessage | undefined {
  const { stack, name, environment, expires, email } = config;
  if (email === undefined) return undefined;
  const { down, extend, solve } = callsOf(config);
  return {
    email,
    // Without the class's name: SNS accepts only ASCII in a subject.
    subject: `Stack ${stack} has expired: its servers are stopped`.slice(0, 99),
    text: (watched) =>
      `The class ${name} (stack ${stack}, environment ${environment}) expired at ${expires}.
AWS now stops its servers and databases, and scales its Auto Scaling groups to 0:

${watched.map((line) => `  ${line}`).join("\n")}

Stopped is not deleted. Volumes, public addresses, load balancers, NAT gateways, file systems and the storage of databases
still cost money, and AWS starts a stopped database again after 7 days. What the program did not create keeps running: servers
that somebody started by hand, and Auto Scaling groups that CodeDeploy copied.

Destroy the class:   ${down}
Or continue it:      ${extend}
                     ${solve}   (restores the groups)
                     aws ec2 start-instances --instance-ids ID
                     aws rds start-db-instance --db-instance-identifier ID
`,
  };
}
