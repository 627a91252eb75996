import type { Aws } from "../../aws/clients.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { classId } from "../../infra/class-id.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { UsageError } from "../console/command.ts";
import type { Gate } from "../gateway/gateway.ts";
import { StillUpError } from "../gateway/stack-gate.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { stacksInUse } from "../pulumi/stacks-in-use.ts";
import { environmentAws } from "../stack/proven-aws.ts";
import { identityIn } from "../record/class-identity.ts";
import { heldIn } from "../record/held-resources.ts";
import { Ledger } from "../record/ledger.ts";
import { findLeftovers } from "../search/find-leftovers.ts";

/**
 * The gate to resources that carry the tags of a class, but belong to no known stack of ours.
 *
 * @param isDeleting whether it is to delete: resources of other stacks are left out then, whatever their tags say
 */
export async function classGate(
  className: string,
  regions: readonly string[],
  { isDeleting, report }: { readonly isDeleting: boolean; readonly report: Report },
): Promise<{ readonly gate: Gate; readonly account: string }> {
  const { aws, account } = await environmentAws(regions[0] ?? "", report);
  const stacks = async () => stacksInUse(realEngine(await findEngine(report)));
  return { gate: gateTo({ className, regions, aws, stacks, isDeleting, report }), account };
}

/** How to search for a class's tags. */
export interface ClassSearch {
  readonly aws: Aws;
  /** A class id or name. */
  readonly className: string;
  readonly regions: readonly string[];
  /** The stacks of the backend that have resources. */
  readonly stacks: () => Promise<readonly ReadableStack[]>;
  /** Whether the found resources may be deleted: the stacks' resources are then read first. */
  readonly isDeleting: boolean;
  readonly report: Report;
}

type ReadableStack = Pick<PulumiStack, "name" | "outputs" | "export">;

export function gateTo(search: ClassSearch): Gate {
  const { className, regions, aws, stacks, isDeleting, report } = search;
  const id = classId().safeParse(className).success ? className : undefined;
  const none = new Ledger([]);
  return {
    look: () =>
      quick(report, `Searching ${regions.join(" and ")}`, async () => {
        // Tags can be overwritten: a database of a running class may carry the id of one that has ended.
        const elsewhere = isDeleting ? await heldBy(await stacks(), regions[0] ?? "") : none;
        const claim = { id, className, ledger: none, present: none, elsewhere };
        return findLeftovers({ aws, regions, claim });
      }),
    async check() {
      if (id === undefined)
        throw new UsageError(
          "--class NAME only lists: several classes may have the same name. Delete by the class's id " +
            "(tag class-id): --class ID --delete; or what a stack has left: --stack NAME --delete",
        );
      const up: string[] = [];
      for (const stack of await stacks()) {
        // A stack without an identity may be this class's.
        const its = identityIn(await stack.outputs());
        if (its === undefined || its.id === id) up.push(stack.name);
      }
      if (up.length > 0)
        throw new StillUpError(
          `Class ${id} is, or may be, running in stack ${up.join(", ")}. Nothing was deleted. Run down first.`,
        );
    },
    remember: () => Promise.resolve(), // there is no record: each was confirmed individually
  };
}

async function heldBy(stacks: readonly ReadableStack[], region: string): Promise<Ledger> {
  let all = new Ledger([]);
  for (const stack of stacks) all = all.with(await heldIn(await stack.export(), region));
  return all;
}
