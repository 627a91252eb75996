// The calls of a Terraform provider that are used here; GrpcTerraform implements them.
import type { ObjectType, TerraformObject, TerraformState } from "../values/types.ts";

export interface TerraformClient {
  /** Resolves when the process behind it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** @param type of the provider's configuration @throws {TerraformError} */
  configure(type: ObjectType, config: TerraformObject): Promise<void>;
  /** The errors in a resource's configuration. */
  validate(resource: ResourceType, config: TerraformObject): Promise<Diagnostic[]>;
  /** @throws {TerraformError} */
  plan(resource: ResourceType, request: PlanRequest): Promise<Plan>;
  /** @throws {ApplyError} with the state that a failure left behind */
  apply(resource: ResourceType, request: ApplyRequest): Promise<Stored>;
  /** The current state of a resource; null when it is gone. @throws {TerraformError} */
  read(resource: ResourceType, stored: Stored): Promise<Stored>;
  /** @throws {TerraformError} when the resource does not exist */
  import(resource: ResourceType, id: string): Promise<Stored | undefined>;
  /** Converts a state written with another schema version to the current one. @throws {TerraformError} */
  upgrade(resource: ResourceType, version: number, state: TerraformObject): Promise<TerraformState>;
  /** @throws {TerraformError} */
  readData(source: ResourceType, config: TerraformObject): Promise<TerraformObject>;
  /** Asks running operations to stop, like Terraform at the first interrupt. */
  stop(): Promise<void>;
  /** Ends the process. */
  close(): void;
}

/** A Terraform resource type or data source. */
export interface ResourceType {
  /** Terraform's name, e.g. `aws_vpc`. */
  readonly terraform: string;
  readonly type: ObjectType;
}

/** A resource's state with the provider's private data. */
export interface Stored {
  readonly state: TerraformState;
  readonly private?: Uint8Array;
}

export interface PlanRequest {
  readonly prior: Stored;
  readonly proposed: TerraformState;
  readonly config: TerraformState;
}

export interface Plan {
  readonly planned: TerraformState;
  readonly plannedPrivate: Uint8Array;
  /** Top-level attributes that cannot change in place, by Terraform's names. */
  readonly requiresReplace: readonly string[];
}

export interface ApplyRequest extends Pick<Plan, "planned" | "plannedPrivate"> {
  readonly prior: Stored;
  readonly config: TerraformState;
}

export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING" | "INVALID";
  readonly summary: string;
  readonly detail: string;
  /** Terraform's names and positions that lead to the value. */
  readonly path: readonly (string | number)[];
}

/** The text of a diagnostic. */
export const describe = ({ summary, detail }: Diagnostic): string =>
  [summary, detail].filter((text) => text.trim() !== "").join(": ");

/** Errors that the Terraform provider reported. */
export class TerraformError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(describe).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** A failed apply, with the state that it left behind. */
export class ApplyError extends TerraformError {
  readonly left: Stored;

  constructor(diagnostics: readonly Diagnostic[], left: Stored) {
    super(diagnostics);
    this.left = left;
  }
}
