import { type Aws, GLOBAL_REGION } from "../../aws/clients.ts";
import { all, GLOBAL, tagsOf } from "../../aws/contract/finder.ts";
import type { Service } from "../../aws/contract/service.ts";
import { taggingClient } from "../../aws/tagging/client.ts";
import type { Leftover } from "./leftover.ts";
import { type Claim, isTagged } from "./claim.ts";
import type { Silence } from "./silence.ts";

/** Notes that a place could not be searched. */
export type Blind = (kind: string, region: string, error: unknown) => void;

export interface TaggedSearch {
  readonly aws: Aws;
  readonly regions: readonly string[];
  readonly claim: Claim;
  readonly blind: Blind;
  /** Regions that have not answered. */
  readonly silence: Silence;
  /** Last, because their dependencies are unknown. */
  readonly order: number;
}

/** Resources with the class's tags whose kind has no finder. */
export async function elsewhereTagged(
  { aws, regions, claim, blind, silence, order }: TaggedSearch,
  known: readonly Service[],
): Promise<Leftover[]> {
  const { id, className, present } = claim;
  const tag = id === undefined ? `class = ${className}` : `class-id = ${id}`;
  const isKnown = knownKinds(known);
  const found = new Map<string, Leftover>();
  for (const region of new Set([...regions, GLOBAL_REGION])) {
    try {
      const tagging = await aws.client(taggingClient, region);
      const answers = await Promise.all(
        filtersOf(claim).map((TagFilters) =>
          silence.ask(region, () =>
            all(
              tagging.paginateGetResources({ TagFilters }),
              (page) => page.ResourceTagMappingList,
            ),
          ),
        ),
      );
      for (const { ResourceARN: arn = "", Tags } of answers.flat()) {
        const { lab, Name } = tagsOf(Tags);
        const place = arn.split(":")[3];
        // Resources in N. Virginia itself only when the class was there.
        if (place && !regions.includes(place)) continue;
        if (!isTagged(claim, tagsOf(Tags))) continue;
        if (isKnown(arn) || present.known(arn).length > 0) continue;
        const where = place === "" ? GLOBAL : region;
        found.set(arn, { ...unknown(arn, where, tag), lab, name: Name, order });
      }
    } catch (error) {
      blind("anything tagged", region, error);
    }
  }
  return [...found.values()];
}

/** Maximum number of values in a filter. */
const ROOM = 20;

const chunked = (all: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );

/** Tags to search for, each list separately. */
function filtersOf({ id, className, student, students, environment }: Claim) {
  // A class with its students is searched for by its name, and by all ids, because resources with an id may have another name.
  if (students !== undefined && students.size > 0)
    return [
      [{ Key: "class", Values: [className] }],
      ...chunked([...(id === undefined ? [] : [id]), ...students.values()], ROOM).map((Values) => [
        { Key: "class-id", Values },
      ]),
    ];
  const wanted: Record<string, string>[] = [
    id === undefined
      ? { class: className, ...(environment !== undefined && { environment }) }
      : { "class-id": id },
    ...(student === undefined ? [] : [{ class: className, student }]),
  ];
  return wanted.map((tags) =>
    Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] })),
  );
}

/** Kinds with finders: the tagging API lists resources for hours after they were deleted. */
function knownKinds(known: readonly Service[]): (arn: string) => boolean {
  const covered = new Set(known.flatMap(({ finders = [] }) => finders.flatMap(({ arns }) => arns)));
  return (arn) => {
    const kind = kindOf(arn);
    return covered.has(kind) || covered.has(`${kind.split(":")[0] ?? ""}:*`);
  };
}

const unknown = (arn: string, region: string, tag: string): Omit<Leftover, "order"> => ({
  kind: kindOf(arn),
  id: arn,
  arn,
  region,
  standing: "claimed",
  why: "tagged",
  going: false,
  byHand: `AWS console, Resource Groups & Tag Editor, region ${region === GLOBAL ? GLOBAL_REGION : region}, tag ${tag}: open it from there and delete it`,
});

/** `arn:aws:sqs:ap-northeast-2:123456789012:queue` is `sqs:*`; with its own kind, `ec2:volume`. */
export function kindOf(arn: string): string {
  const [, , service = "", , , ...rest] = arn.split(":");
  const [, kind] = /^([^/:]+)[/:]/.exec(rest.join(":")) ?? [];
  return `${service}:${kind ?? "*"}`;
}
