import type { TerraformValue } from "../../../engine/provider/values/types.ts";
import type { Planned } from "../../support/engine/terraform-plan.ts";
import type { Deployed } from "./state.ts";

/** A resource that others refer to. */
export interface Target extends Planned {
  readonly resource: Deployed;
}

/** What stands for a text of a deployed resource: `${aws_vpc.name.id}`. */
interface Reference {
  readonly text: string;
  readonly expression: string;
  readonly address: string;
}

/** Shorter texts may stand in others by chance. */
const SHORTEST_PART = 8;

/** Writes texts as Terraform's templates: what comes from other resources as references to them. */
export class References {
  /** Addresses that were referred to. */
  readonly used = new Set<string>();
  readonly #all: readonly Reference[];
  readonly #parts: readonly Reference[];

  /** @param targets whatever the texts may come from */
  constructor(targets: readonly Target[]) {
    this.#all = targets.flatMap(referencesTo);
    this.#parts = this.#all
      .filter(({ text }) => text.length >= SHORTEST_PART)
      .toSorted((a, b) => b.text.length - a.text.length);
  }

  /** A value with all the texts in it as templates. */
  written(value: TerraformValue): TerraformValue {
    if (typeof value === "string") return this.#template(value);
    if (Array.isArray(value)) return value.map((each) => this.written(each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, this.written(each)]),
    );
  }

  #template(text: string): string {
    const whole = this.#all.find((reference) => reference.text === text);
    return whole ? this.#use(whole) : this.#withParts(text, this.#parts);
  }

  #withParts(text: string, [first, ...others]: readonly Reference[]): string {
    if (first === undefined) return literal(text);
    const between = text.split(first.text);
    const written = between.map((each) => this.#withParts(each, others));
    return between.length === 1 ? (written[0] ?? "") : written.join(this.#use(first));
  }

  #use({ address, expression }: Reference): string {
    this.used.add(address);
    return expression;
  }
}

/** The texts that a resource has; id and ARN before others that are the same. */
function referencesTo({ resource, info, label: { address } }: Target): Reference[] {
  const reference = (name: string, text: unknown): Reference[] =>
    typeof text === "string" && text !== ""
      ? [{ text, address, expression: `\${${address}.${name}}` }]
      : [];
  const fields = Object.entries(info.type.fields).filter(([, { type }]) => type === "string");
  const outputs = fields.flatMap(([name, { property }]) =>
    name === "id" ? [] : reference(name, resource.outputs[property]),
  );
  const isArn = ({ expression }: Reference) => expression.endsWith(".arn}");
  return [
    ...reference("id", resource.id),
    ...outputs.filter(isArn),
    ...outputs.filter((each) => !isArn(each)),
  ];
}

/** A text in which Terraform sees no template. */
const literal = (text: string): string => text.replaceAll(/[$%](?=\{)/g, "$&$&");
