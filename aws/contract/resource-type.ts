/** How to stop a running resource without losing data, with one AWS API call. */
export interface Stop {
  /** The call's IAM action: `ec2:StopInstances`. */
  readonly action: string;
  /** The output that contains the id of the resource to stop. */
  readonly id: string;
  /** The last part of its ARN, after region and account. */
  readonly arn: (id: string) => string;
  /** The call's parameters, in EventBridge Scheduler's spelling: `DbInstanceIdentifier`. */
  readonly input: (id: string) => Readonly<Record<string, unknown>>;
}

/** A resource that AWS has created along with another one: its type, and the path to its id in the other one's outputs. */
export type Made = readonly [type: string, output: string, ...path: string[]];

/** Facts about a resource type that the program needs at start: for protection, leftovers and the stack's state. */
export interface ResourceType {
  /** Whether it holds data, or a name that cannot be reclaimed: `class:protect` protects it. @default false */
  readonly holdsData?: boolean;
  /** Whether an account has only one, whoever created it: the class never deletes it. @default false */
  readonly ofAccount?: boolean;
  /** The type of resource that it is deleted with, when no finder looks for it. */
  readonly partOf?: string;
  /** Why it can never be left over, when no finder looks for it and it is not part of another resource. */
  readonly neverLeft?: string;
  /** Outputs that identify it, besides its id, `arn` and `name`. @default none */
  readonly names?: readonly string[];
  /** How to stop it, when it is charged by the hour and AWS can stop it. @default it cannot be stopped */
  readonly stop?: Stop;
  /** Its type in CloudFormation, where it has the same id there as in Pulumi. @default what templates create of it is not looked at */
  readonly cloudFormation?: `AWS::${string}`;
  /** A resource inside it that can be stopped. @default none */
  readonly runs?: Made;
}

/** The resource types of a service, by Pulumi's type token: its `types.ts`, which imports neither zod nor an SDK client. */
export type ServiceTypes = Readonly<Record<string, ResourceType>>;

/** Types of resources that AWS deletes together with a resource of type `whole`. */
export const partsOf = (whole: string, types: readonly string[]): ServiceTypes =>
  Object.fromEntries(types.map((type) => [type, { partOf: whole }]));
