import type { z } from "zod";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { Lab } from "./lab.ts";
import { Failure } from "./outcome.ts";

export interface DeployedLabArgs {
  readonly lab: Lab;
  readonly settings: z.output<z.ZodObject>;
  /** The stack's outputs for the lab. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** All resources in the stack's state. */
  readonly resources: readonly DeployedResource[];
}

/** A deployed lab. When a check asks for something that is missing, that is a failure with an explanation. */
export class DeployedLab {
  readonly id: string;
  readonly settings: z.output<z.ZodObject>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly #resources: readonly DeployedResource[];

  constructor({ lab, settings, outputs, resources }: DeployedLabArgs) {
    this.id = lab.id;
    this.settings = settings;
    this.outputs = outputs;
    this.#resources = resources;
  }

  /** The settings, with the types of the lab's own schema. */
  settingsOf<S extends z.ZodObject>({ settings }: Lab<S>): z.output<S> {
    return settings.parse(this.settings);
  }

  /** The lab's resources of a type, e.g. `aws:ec2/instance:Instance`. */
  all(type: string): readonly DeployedResource[] {
    return this.#resources.filter(({ group, type: its }) => group === this.id && its === type);
  }

  /**
   * The lab's only resource of a type, or the one with this name.
   *
   * @throws Failure when it is not in the stack
   */
  one(type: string, name?: string): DeployedResource {
    const [found, more] = this.all(type).filter(
      (resource) => name === undefined || resource.name === name,
    );
    if (found && !more) return found;
    const what = name === undefined ? type : `${type} ${name}`;
    throw new Failure(`the stack has ${found ? "more than one" : "no"} ${what} of lab ${this.id}`);
  }

  /** The resources of a type in a foundation that labs share: `network`, `key`, `dns` or `practice-server`. */
  shared(foundation: string, type: string): readonly DeployedResource[] {
    return this.#resources.filter(({ group, type: its }) => group === foundation && its === type);
  }

  /** A text output. @throws Failure when there is none */
  text(name: string): string {
    const value = this.outputs[name];
    if (typeof value === "string") return value;
    throw new Failure(`the lab has no output ${name}`);
  }

  /** An output with several texts by name, e.g. `instanceIds`. @throws Failure when there is none */
  texts(name: string): Readonly<Record<string, string>> {
    const value = this.outputs[name];
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (entries.length > 0 && entries.every(([, member]) => typeof member === "string"))
      return value as Record<string, string>;
    throw new Failure(`the lab has no output ${name}`);
  }
}
