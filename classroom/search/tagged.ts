import { taggingClient } from "../../aws/tagging/client.ts";
import type { Aws } from "../../aws/clients.ts";
import type { Ledger } from "../stack/ledger.ts";
import { FINDERS } from "./finders.ts";
import type { Leftover } from "./find-leftovers.ts";
import type { Claim } from "./ownership.ts";
import { all, GLOBAL, tagsOf } from "../../aws/contract/finder.ts";

/** Where the tagging API keeps what belongs to no region. */
const WORLD = "us-east-1";

/** Kinds that finders look at themselves: the tagging API names things for hours after they are gone. */
const COVERED: ReadonlySet<string> = new Set(FINDERS.flat().flatMap(({ arns }) => arns));

/** Last: nothing here knows what they depend on. */
const ORDER = FINDERS.length;

/**
 * A key of KMS is only marked by a destroy: it costs nothing from then on, and is gone in a week or more. Until then it
 * keeps its tags.
 */
const isMarked = (arn: string, ledger: Ledger): boolean =>
  kindOf(arn) === "kms:key" && ledger.knows(arn);

/** Resources that carry the class's tags and are of no kind that has a finder. */
export async function elsewhereTagged(
  aws: Aws,
  regions: readonly string[],
  { className, environment, ledger, present }: Claim,
  blind: (kind: string, region: string, error: unknown) => void,
): Promise<Leftover[]> {
  const wanted = { class: className, ...(environment !== undefined && { environment }) };
  const TagFilters = Object.entries(wanted).map(([Key, value]) => ({ Key, Values: [value] }));
  const found = new Map<string, Leftover>();
  for (const region of new Set([...regions, WORLD])) {
    try {
      const tagging = await aws.client(taggingClient, region);
      const pages = tagging.paginateGetResources({ TagFilters });
      const resources = await all(pages, (page) => page.ResourceTagMappingList);
      for (const { ResourceARN: arn = "", Tags } of resources) {
        const { lab, Name } = tagsOf(Tags);
        const place = arn.split(":")[3];
        // Of N. Virginia's own only when the class was there.
        if (place && !regions.includes(place)) continue;
        if (isCovered(arn) || present.knows(arn) || isMarked(arn, ledger)) continue;
        found.set(
          arn,
          unknown(arn, place === "" ? GLOBAL : region, className, { lab, name: Name }),
        );
      }
    } catch (error) {
      blind("anything tagged", region, error);
    }
  }
  return [...found.values()];
}

const unknown = (
  arn: string,
  region: string,
  className: string,
  known: Pick<Leftover, "lab" | "name">,
): Leftover => ({
  kind: kindOf(arn),
  id: arn,
  arn,
  region,
  ...known,
  why: "tagged",
  order: ORDER,
  going: false,
  byHand: `AWS console, Resource Groups & Tag Editor, region ${region === GLOBAL ? WORLD : region}, tag class = ${className}: open it from there and delete it`,
});

/** `arn:aws:sqs:ap-northeast-2:123456789012:queue` is `sqs:*`, with a kind of its own `ec2:volume`. */
export function kindOf(arn: string): string {
  const [, , service = "", , , ...rest] = arn.split(":");
  const [, kind] = /^([^/:]+)[/:]/.exec(rest.join(":")) ?? [];
  return `${service}:${kind ?? "*"}`;
}

const isCovered = (arn: string): boolean => {
  const kind = kindOf(arn);
  return COVERED.has(kind) || COVERED.has(`${kind.split(":")[0] ?? ""}:*`);
};
