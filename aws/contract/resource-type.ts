/** How a running resource is stopped, and nothing of it lost: one call of AWS's API. */
export interface Stop {
  /** The call, as IAM names it: `ec2:StopInstances`. */
  readonly action: string;
  /** The output that has the id of what is stopped. */
  readonly id: string;
  /** The end of its ARN, after region and account. */
  readonly arn: (id: string) => string;
  /** The call's parameters, as EventBridge Scheduler spells them: `DbInstanceIdentifier`. */
  readonly input: (id: string) => Readonly<Record<string, unknown>>;
}

/** What AWS has made along with a resource: its type, and the path to its id in the resource's outputs. */
export type Made = readonly [type: string, output: string, ...path: string[]];

/** What is known of a type of resource at the start of the program, for protection, leftovers and the stack's record. */
export interface ResourceType {
  /** Whether it holds data, or a name that cannot be reclaimed: `class:protect` keeps it. @default false */
  readonly holdsData?: boolean;
  /** Whether an account has one of it, whoever made it: the class never deletes it. @default false */
  readonly ofAccount?: boolean;
  /** The type of resource that it is deleted with, where no finder looks for it. */
  readonly partOf?: string;
  /** Why nothing of it can be left over, where no finder looks for it and it is part of nothing. */
  readonly neverLeft?: string;
  /** Outputs that name it, besides its id, `arn` and `name`. @default none */
  readonly names?: readonly string[];
  /** How it is stopped, where it costs by the hour and AWS can stop it. @default it cannot be stopped */
  readonly stop?: Stop;
  /** What runs within it, and can be stopped. @default nothing */
  readonly runs?: Made;
}

/** What is known of a service's types, by Pulumi's type token: its `types.ts`, which imports neither zod nor an SDK client. */
export type ServiceTypes = Readonly<Record<string, ResourceType>>;

/** Types of resources that AWS deletes together with one of type `whole`. */
export const partsOf = (whole: string, types: readonly string[]): ServiceTypes =>
  Object.fromEntries(types.map((type) => [type, { partOf: whole }]));
