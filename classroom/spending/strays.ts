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
import type { Unseen } from "../search/leftover.ts";
import { Silence } from "../search/silence.ts";
import type { Costing } from "./costing.ts";

export interface StraySearch {
  readonly aws: Aws;
  readonly regions: readonly string[];
  /** Tag `class`. */
  readonly className: string;
  /** Tag `class-id` of the class's own; a student's follows from it. */
  readonly classId: string | undefined;
  readonly students: readonly string[];
  /** What the states have. */
  readonly present: Ledger;
  readonly prices: PriceTable;
  readonly now: Date;
}

/**
 * What carries a class's tags and is in no state, such as a server that a student has launched by hand: since its own creation.
 * Only kinds that cost are looked at. What a service has made, such as the servers of a group, costs with what it was made by.
 * Also which servers and databases of the states are stopped: no state says it.
 */
export async function strays({
  aws,
  regions,
  present,
  prices,
  now,
  ...search
}: StraySearch): Promise<{
  readonly costings: readonly Costing[];
  /** Since when, by id; until now where AWS does not say since when. */
  readonly stopped: ReadonlyMap<string, Date>;
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
    isHeld(thing) ? thing.stopped !== undefined : (thing.charges ?? []).length > 0;
  const seen = await candidatesIn(view, [finders], known, matters);
  const stopped = new Map<string, Date>();
  const costings = seen.flatMap((each): Costing[] => {
    if (isHeld(each.thing)) {
      stopped.set(each.thing.id, each.thing.stopped?.at ?? now);
      return [];
    }
    const owner = ownerOf(each, search);
    if (owner === undefined) return [];
    const { thing, finder, region, tags } = each;
    const [type = finder.kind] = finder.types;
    const source = { lab: tags.lab ?? "", type, name: thing.name ?? tags.Name ?? thing.id };
    const where = thing.region ?? region;
    return [
      {
        stack: "",
        student: owner.student,
        id: thing.arn ?? thing.id,
        created: thing.createdAt?.toISOString(),
        stopped: thing.stopped && (thing.stopped.at ?? now),
        lines: (thing.charges ?? []).map((charge) => chargeLine(source, charge, where, prices)),
      },
    ];
  });
  return { costings, stopped, unseen };
}

/** Whose something is; undefined when it is not the class's, or costs with something else. */
function ownerOf(
  { tags, makers, types }: Seen,
  { className, classId, students }: Pick<StraySearch, "className" | "classId" | "students">,
): { readonly student: string | undefined } | undefined {
  // A lab's volume that no state has is one of a group's servers, in whose price it is.
  if (makers.length > 0 || (types.includes(VOLUME) && tags.lab !== undefined)) return undefined;
  const id = tags["class-id"];
  if (id !== undefined) {
    if (classId === undefined) return undefined;
    if (id === classId) return { student: students.find((each) => each === tags.student) };
    const student = students.find((each) => studentClassId(classId, each) === id);
    return student === undefined ? undefined : { student };
  }
  // What students launch carries these two: their rights demand it.
  const student = students.find((each) => each === tags.student);
  return tags.class === className && student !== undefined ? { student } : undefined;
}
