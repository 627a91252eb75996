import { z } from "zod";
import { namesIn } from "../pulumi/urn.ts";

/** The part of an exported stack that is needed for a drawing. */
const EXPORTED = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          custom: z.boolean().default(false),
          delete: z.boolean().default(false),
          id: z.string().default(""),
          dependencies: z.array(z.string()).nullish(),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

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
    EXPORTED.parse(exported).deployment.resources.flatMap(
      ({ urn, custom, delete: isDoomed, dependencies, ...more }): [string, Part][] => {
        const names = namesIn(urn);
        if (!custom || isDoomed || !/^awsx?:/.test(names.type)) return [];
        return [[urn, { urn, ...names, ...more, dependencies: dependencies ?? [] }]];
      },
    ),
  );
