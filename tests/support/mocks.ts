import { type Recorded, runOnMocks } from "../../classroom/dry-run.ts";

export { type Recorded, runOnMocks as run };

/** Runs `program` on mocks and resolves to every resource it registered, once all have settled. */
export const record = async (program: () => unknown): Promise<Recorded[]> =>
  (await runOnMocks(program)).resources;

export const ofType = (resources: Recorded[], type: string): Recorded[] =>
  resources.filter((resource) => resource.type === type);

/** The one resource of a type. @throws when there is none or more than one. */
export function only(resources: Recorded[], type: string): Recorded {
  const [found, ...more] = ofType(resources, type);
  if (!found || more.length > 0) {
    const names = [found, ...more].flatMap((resource) => (resource ? [resource.name] : []));
    throw new Error(`expected one ${type}, found ${names.join(", ") || "none"}`);
  }
  return found;
}
