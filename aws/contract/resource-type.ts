/** What is known of a type of resource at the start of the program, for protection, leftovers and the stack's record. */
export interface ResourceType {
  /** Whether it holds data, or a name that cannot be reclaimed: `class:protect` keeps it. @default false */
  readonly holdsData?: boolean;
  /** The type of resource that it is deleted with, where no finder looks for it. */
  readonly partOf?: string;
  /** Why nothing of it can be left over, where no finder looks for it and it is part of nothing. */
  readonly neverLeft?: string;
  /** Outputs that name it, besides its id, `arn` and `name`. @default none */
  readonly names?: readonly string[];
}

/** What is known of a service's types, by Pulumi's type token: its `types.ts`, which imports neither zod nor an SDK client. */
export type ServiceTypes = Readonly<Record<string, ResourceType>>;

/** Types of resources that AWS deletes together with one of type `whole`. */
export const partsOf = (whole: string, types: readonly string[]): ServiceTypes =>
  Object.fromEntries(types.map((type) => [type, { partOf: whole }]));
