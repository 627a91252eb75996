import type { EndedServer, LaunchedServer } from "../../aws/contract/finder.ts";
import type { DatedResource } from "../pulumi/deployed-class.ts";

/** What AWS shows of the size of a resource, and of a group. */
export interface SeenGroup {
  /** Its inputs that people or AWS have changed, such as `instanceType`, or a group's number of servers. @default as in the state */
  readonly size?: Readonly<Record<string, unknown>> | undefined;
  /** The servers of a group, with the time of their launch. @default unknown */
  readonly servers?: readonly LaunchedServer[] | undefined;
  /** The servers that a group has terminated. @default unknown */
  readonly ended?: readonly EndedServer[] | undefined;
}

/** A server beyond those that its group was deployed with. */
export interface FurtherServer extends LaunchedServer {
  /** When the group was smaller again. @default it still has it */
  readonly until?: Date;
}

/**
 * The servers that a group has, or has had, in addition to those that it was deployed with. One that replaced another one is none:
 * the group counts as deployed all the time. Where AWS does not show when one was launched, it has no time, or only a number.
 */
export function furtherServers(
  { id, props }: Pick<DatedResource, "id" | "props">,
  { size = {}, servers = [], ended = [] }: SeenGroup,
): FurtherServer[] {
  const [deployed, now] = [props.desiredCapacity, size.desiredCapacity];
  if (typeof deployed !== "number" || typeof now !== "number") return [];
  const { open, closed } = overTime(deployed, servers.filter(isDated), ended);
  const undated = servers.filter((server) => !isDated(server));
  const unknown = Array.from(
    { length: Math.max(now - deployed - open.length, 0) },
    (_, at) => undated[at] ?? { id: `${id}, server ${deployed + at + 1}`, at: undefined },
  );
  return [...closed, ...open, ...unknown];
}

type Dated = LaunchedServer & { readonly at: Date };

const isDated = (server: LaunchedServer): server is Dated => server.at !== undefined;

/** A launch, or without a server the end of one. */
interface Turn {
  readonly time: Date;
  readonly launched?: Dated;
}

/** Which servers made a group larger than `deployed`, each until the group was smaller again, whichever server ended then. */
function overTime(
  deployed: number,
  servers: readonly Dated[],
  ended: readonly EndedServer[],
): { readonly open: readonly Dated[]; readonly closed: readonly FurtherServer[] } {
  const open: Dated[] = [];
  const closed: FurtherServer[] = [];
  let running = 0;
  // At the same moment, ends come first: a replacement makes no group larger.
  const turns: readonly Turn[] = [
    ...ended.map(({ until }) => ({ time: until })),
    ...[...ended, ...servers].map(({ id, at }) => ({ time: at, launched: { id, at } })),
  ].sort((a, b) => a.time.getTime() - b.time.getTime());
  for (const { time, launched } of turns) {
    if (launched) {
      if (++running > deployed) open.push(launched);
    } else if (--running >= deployed) {
      const last = open.pop();
      if (last) closed.push({ ...last, until: time });
    }
  }
  return { open, closed };
}
