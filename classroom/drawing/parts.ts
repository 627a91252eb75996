import { z } from "zod";
import { namesIn } from "../pulumi/urn.ts";

/** The part of an exported stack that a drawing is made of. */
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

/** A resource of AWS, with what it was made from. */
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

/** The resources of AWS in an exported stack, by URN. */
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
