import { z } from "zod";
import type { ClassIdentity } from "../../infra/identity.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";

export const IDENTITY: z.ZodType<ClassIdentity> = z.object({
  id: z.string().optional(), // a class of an older version has none
  name: z.string(),
  student: z.string().optional(),
  environment: z.enum(["local", "dev", "prod"]),
  owner: z.string(),
  region: z.string(),
  peerRegion: z.string(),
  expires: z.iso.datetime({ offset: true }),
});

/** What a stack's outputs say of its class; undefined when they do not. */
export const identityIn = (outputs: Readonly<Record<string, unknown>>): ClassIdentity | undefined =>
  IDENTITY.safeParse(outputs.class).data;

/** The same of a stack's state, as `PulumiStack.export` gives it. */
export const identityInState = (exported: unknown): ClassIdentity | undefined =>
  identityIn(outputsIn(exported));
