import { z } from "zod";
import type { ClassIdentity } from "../../infra/identity.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";

export const IDENTITY: z.ZodType<ClassIdentity> = z.object({
  id: z.string().optional(), // missing in a class of an older version
  name: z.string(),
  student: z.string().optional(),
  environment: z.enum(["local", "dev", "prod"]),
  owner: z.string(),
  region: z.string(),
  peerRegion: z.string(),
  expires: z.iso.datetime({ offset: true }),
});

/** The identity of a class in a stack's outputs; undefined when it is missing. */
export const identityIn = (outputs: Readonly<Record<string, unknown>>): ClassIdentity | undefined =>
  IDENTITY.safeParse(outputs.class).data;

/** The same from a stack's state as exported by `PulumiStack.export`. */
export const identityInState = (exported: unknown): ClassIdentity | undefined =>
  identityIn(outputsIn(exported));
