import { exportedResources } from "../pulumi/deployed-class.ts";
import { namesIn } from "../pulumi/urn.ts";

/** An AWS resource with its inputs. */
export interface Part {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The lab, or the foundation that labs share. */
  readonly group: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** URNs. */
  readonly dependencies: readonly string[];
}

/** The AWS resources in an exported stack, by URN. */
export const partsIn = (exported: unknown): ReadonlyMap<string, Part> =>
  new Map(
    exportedResources(exported).flatMap(
      ({ urn, type, custom, delete: isDoomed, id, outputs, dependencies }): [string, Part][] =>
        // What was only looked up, such as an existing zone, is drawn, too.
        custom && !isDoomed && /^awsx?:/.test(type)
          ? [[urn, { urn, ...namesIn(urn), id, outputs, dependencies }]]
          : [],
    ),
  );
