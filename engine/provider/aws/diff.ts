import type { ResourceInfo } from "../map/provider-map.ts";
import { listChanges, type Change } from "../values/changes.ts";
import { plainMap } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import { UNKNOWN, type TerraformObject, type TerraformState } from "../values/types.ts";
import { regionOf, resourceInfo, type Context } from "./context.ts";
import { sharesName } from "./names.ts";
import { keepIgnored, planChange } from "./plan.ts";
import { toConfig, toStored } from "./state.ts";

export interface DiffRequest {
  readonly token: string;
  readonly id: string;
  /** The outputs so far. */
  readonly olds: PropertyMap;
  /** The checked inputs. */
  readonly news: PropertyMap;
  /** The program's `ignoreChanges`. */
  readonly ignored: readonly string[];
}

export type DiffKind = Change["kind"] | `${Change["kind"]}_REPLACE`;

export interface Diff {
  /** Top-level properties that require a replacement. */
  readonly replaces: readonly string[];
  /** Top-level properties that differ. */
  readonly diffs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** By path, e.g. `ingress[0].fromPort`. */
  readonly detailed: Readonly<Record<string, DiffKind>>;
}

/** What an update would change: Terraform's plan in Pulumi's format. */
export async function diff(context: Context, request: DiffRequest): Promise<Diff> {
  const { token, id, olds, news, ignored } = request;
  const info = resourceInfo(context, token);
  const values = plainMap(news);
  const region = await regionOf(context, info, plainMap(olds));
  const client = await context.clients.get(region);
  const prior = await toStored(client, info, id, olds);
  const given = toConfig(context, info, values);
  const config = keepIgnored(info, given, prior.state, ignored);
  const { planned, requiresReplace } = await planChange(client, info, prior, config);

  const changes = listChanges(info.type, prior.state, planned);
  const replacing = new Set(
    changes.map(({ top }) => top).filter((top) => requiresReplace.includes(top)),
  );
  const shown = worthShowing(info, changes, replacing, planned, config);
  const detailed: Record<string, DiffKind> = {};
  for (const { path, kind, top } of shown)
    detailed[path] = replacing.has(top) ? `${kind}_REPLACE` : kind;
  const replaces = propertiesOf(info, replacing);
  const diffs = propertiesOf(info, new Set(shown.map(({ top }) => top)));
  if (info.regional && region !== (await regionOf(context, info, values))) {
    // In another region, neither this resource nor its name exists.
    detailed.region = "UPDATE_REPLACE";
    return {
      replaces: [...replaces, "region"],
      diffs: [...diffs, "region"],
      deleteBeforeReplace: false,
      detailed,
    };
  }
  const deleteBeforeReplace = replaces.length > 0 && sharesName(info, olds, news);
  return { replaces, diffs, deleteBeforeReplace, detailed };
}

/** The program's own changes; those that follow from them (an ETag, tagsAll) count only when there are no others. */
function worthShowing(
  info: ResourceInfo,
  changes: readonly Change[],
  replacing: ReadonlySet<string>,
  planned: TerraformState,
  config: TerraformObject,
): readonly Change[] {
  const isAsked = ({ top }: Change): boolean =>
    info.inputs.includes(info.type.fields[top]?.property ?? "") &&
    !(planned?.[top] === UNKNOWN && config[top] === null);
  if (!changes.some(isAsked)) return changes;
  return changes.filter((change) => isAsked(change) || replacing.has(change.top));
}

const propertiesOf = ({ type }: ResourceInfo, names: ReadonlySet<string>): string[] =>
  [...names].flatMap((name) => type.fields[name]?.property ?? []);
