import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import { isFree } from "../../aws/contract/charge.ts";
import type { Finder, Thing } from "../../aws/contract/finder.ts";
import { VOLUME } from "../../aws/ebs/types.ts";
import { joined, services } from "../../aws/services.ts";
import { studentClassId } from "../../infra/class-id.ts";
import { chargeLine } from "../pricing/cost-line.ts";
import type { PriceTable } from "../pricing/price-table.ts";
import type { Ledger } from "../record/ledger.ts";
import { blindIn, candidatesIn, type Seen } from "../search/candidates.ts";
import type { Whose } from "../search/claim.ts";
import type { Unseen } from "../search/leftover.ts";
import { Silence } from "../search/silence.ts";
import type { Blind } from "../search/tagged.ts";
import { LATER, taggedLater } from "../search/trail/tagged-later.ts";
import type { TrailLimits } from "../search/trail/questions.ts";
import type { Costing, SeenInAws } from "./costing.ts";

export interface StraySearch {
  readonly aws: Aws;
  readonly regions: readonly string[];
  /** Tag `class`. */
  readonly className: string;
  /** Tag `class-id` of the class's own stack; those of students are derived from it. */
  readonly classId: string | undefined;
  readonly students: readonly string[];
  /** The resources in the states. */
  readonly present: Ledger;
  readonly prices: PriceTable;
  readonly now: Date;
}

/**
 * Resources with a class's tags that are in no state, such as a server that a student has launched by hand, since their creation.
 * Only kinds that cost are searched. Resources created by a service, such as the servers of a group, are counted with their
 * creator. Also reports what no state shows of the resources in it: which servers and databases are stopped, and how big they are.
 */
export async function strays(
  { aws, regions, present, prices, now, ...search }: StraySearch,
  limits: Partial<TrailLimits> = {},
): Promise<{
  readonly costings: readonly Costing[];
  /** Resources in the states, by id; stopped since the current time when AWS does not report it. */
  readonly held: ReadonlyMap<string, SeenInAws>;
  readonly unseen: readonly Unseen[];
}> {
  const known = await services();
  const rules = joined(known, "prices");
  const costs = ({ types }: Finder): boolean =>
    types.some((type) => rules[type] !== undefined && !isFree(rules[type]));
  const unseen: Unseen[] = [];
  const view = { aws, regions, silence: new Silence(), blind: blindIn(unseen) };
  const finders = known.flatMap(({ finders = [] }) => finders.filter(costs));
  const isHeld = ({ id, arn = id }: Thing): boolean =>
    present.known(id).length > 0 || present.known(arn).length > 0;
  const matters = (thing: Thing): boolean =>
    isHeld(thing)
      ? thing.stopped !== undefined || thing.size !== undefined
      : (thing.charges ?? []).length > 0;
  const seen = await candidatesIn(view, [finders], known, matters);
  const { true: holding = [], false: others = [] } = Object.groupBy(seen, ({ thing }) =>
    String(isHeld(thing)),
  );
  const held = await pMap(holding, (each) => seenOf(each, now, view.blind), AT_ONCE);
  const owned = others.flatMap((each) => {
    const owner = ownerOf(each, search);
    return owner === undefined ? [] : [{ each, student: owner.student }];
  });
  const later = await taggedLater(
    aws,
    whoseOf(search),
    owned.map(({ each }) => each),
    limits,
  );
  const costings = owned.map(({ each, student }): Costing => {
    const { thing, finder, region, tags } = each;
    const [type = finder.kind] = finder.types;
    const source = { lab: tags.lab ?? "", type, name: thing.name ?? tags.Name ?? thing.id };
    const where = thing.region ?? region;
    return {
      stack: "",
      student,
      id: thing.arn ?? thing.id,
      created: thing.createdAt?.toISOString(),
      stopped: thing.stopped && (thing.stopped.at ?? now),
      // Somebody else's server must not close the class.
      lines: later.has(each)
        ? [{ ...source, status: "not priced", item: thing.id, reason: LATER }]
        : (thing.charges ?? []).map((charge) => chargeLine(source, charge, where, prices)),
    };
  });
  return { costings, held: new Map(held), unseen };
}

/** How many groups are asked at the same time. */
const AT_ONCE = { concurrency: 4 };

/** What no state shows of a resource in it, by its id. */
async function seenOf(
  { thing, finder, region }: Seen,
  now: Date,
  blind: Blind,
): Promise<readonly [id: string, seen: SeenInAws]> {
  const { id, stopped, size, servers } = thing;
  const ended = await thing.ended?.().catch((error: unknown) => {
    blind(`terminated servers of ${finder.kind} ${id}`, region, error);
    return [];
  });
  return [id, { size, servers, ended, stopped: stopped && (stopped.at ?? now) }];
}

const whoseOf = ({
  className,
  classId: id,
  students,
}: Pick<StraySearch, "className" | "classId" | "students">): Whose => ({
  ...{ id, className },
  students: new Map(
    students.map((each) => [each, id === undefined ? "" : studentClassId(id, each)]),
  ),
});

/** The owner of a resource; undefined when it is not the class's, or is counted with another one. */
function ownerOf(
  { tags, makers, types }: Seen,
  { className, classId, students }: Pick<StraySearch, "className" | "classId" | "students">,
): { readonly student: string | undefined } | undefined {
  // A lab's volume that is in no state belongs to a group's server, whose price includes it.
  if (makers.length > 0 || (types.includes(VOLUME) && tags.lab !== undefined)) return undefined;
  const id = tags["class-id"];
  if (id !== undefined) {
    if (classId === undefined) return undefined;
    if (id === classId) return { student: students.find((each) => each === tags.student) };
    const student = students.find((each) => studentClassId(classId, each) === id);
    return student === undefined ? undefined : { student };
  }
  // Resources that students launch have these two tags: their permissions require them.
  const student = students.find((each) => each === tags.student);
  return tags.class === className && student !== undefined ? { student } : undefined;
}
