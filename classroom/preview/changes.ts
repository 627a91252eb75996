import type { ServiceTypes } from "../../aws/contract/resource-type.ts";
import { isPrecious } from "../../infra/protection.ts";
import { namesIn } from "../pulumi/urn.ts";
import type { Step } from "./digest.ts";
import { type Change, type Kind, KINDS, losesData } from "./environment-preview.ts";

/** Pulumi's operations; missing ones change nothing that exists. */
const KIND_OF: Readonly<Record<string, Kind>> = {
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "import-replacement": "replace",
  "delete-replaced": "replace",
  delete: "delete",
};

/** What a preview would do to the resources of a stack, the most severe first. */
export function changesIn(steps: readonly Step[], types: ServiceTypes): Change[] {
  const changes = [...Map.groupBy(steps, ({ urn }) => urn).values()].flatMap((its) =>
    changeOf(its, types),
  );
  const rank = (change: Change) => (losesData(change) ? -1 : KINDS.indexOf(change.kind));
  return changes.sort((a, b) => rank(a) - rank(b));
}

/** How many resources do not change. */
export const unchangedIn = (steps: readonly Step[]): number =>
  steps.filter((step) => step.op === "same" && isResource(step) && !protectionDiffers(step)).length;

/** @param steps all planned steps for one resource */
function changeOf(steps: readonly Step[], types: ServiceTypes): Change[] {
  const kinds = steps.flatMap((step) => kindOf(step) ?? []);
  const kind = KINDS.find((each) => kinds.includes(each));
  const [step] = steps;
  if (!step || !kind || !isShown(step, kind)) return [];
  const { type, name, group } = namesIn(step.urn);
  const reasons = steps.flatMap(({ replaceReasons }) => replaceReasons ?? []).map(propertyName);
  const properties = [...reasons, ...steps.flatMap(changedProperties)];
  return [
    {
      kind,
      type,
      name,
      group,
      data: isPrecious(types, type),
      properties: kind === "create" || kind === "delete" ? [] : [...new Set(properties)].sort(),
      reasons: [...new Set(reasons)].sort(),
    },
  ];
}

/** To Pulumi, losing the protection is not a change, but it matters to readers of a preview. */
function kindOf(step: Step): Kind | undefined {
  return step.op === "same" && protectionDiffers(step) ? "update" : KIND_OF[step.op];
}

const protectionDiffers = ({ oldState, newState }: Step): boolean =>
  oldState !== undefined && newState !== undefined && oldState.protect !== newState.protect;

function changedProperties(step: Step): string[] {
  const paths = Object.keys(step.detailedDiff ?? {});
  const names = paths.length > 0 ? paths : (step.diffReasons ?? []);
  const protect = protectionDiffers(step) ? ["protect"] : [];
  return [...names.map(propertyName), ...protect];
}

/** A component creates nothing itself, but some act when their inputs change (Invalidation). */
const isShown = (step: Step, kind: Kind): boolean =>
  isResource(step) || (kind === "update" && !namesIn(step.urn).type.startsWith("pulumi:"));

/** Providers and the stack itself do not count. */
const isResource = ({ urn, oldState, newState }: Step): boolean =>
  (newState ?? oldState)?.custom === true && !namesIn(urn).type.startsWith("pulumi:");

/** `ingress.fromPort` of `ingress[0].fromPort`; quoted parts are keys of a map, which may be private. */
const propertyName = (path: string): string =>
  path.replaceAll(/\["(?:[^"\\]|\\.)*"\]/g, "[]").replaceAll(/\[\d+\]/g, "");
