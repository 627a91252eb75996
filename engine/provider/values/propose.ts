// The step of Terraform core before it asks a provider for a plan.
import { sameValue } from "./compare.ts";
import {
  isBlock,
  isObject,
  mapObject,
  UNKNOWN,
  type Collection,
  type ObjectType,
  type TerraformObject,
  type TerraformState,
  type TerraformValue,
} from "./types.ts";

/** Terraform's proposed new state: the configuration, completed with values that only the provider can set. */
export function proposeNewState(
  type: ObjectType,
  prior: TerraformState,
  config: TerraformState,
): TerraformState {
  return config === null ? null : proposeObject(type, prior, config);
}

function proposeObject(
  type: ObjectType,
  prior: TerraformValue | undefined,
  config: TerraformObject,
): TerraformObject {
  const known = isObject(prior) ? prior : {};
  return mapObject(type.fields, (field, name) => {
    const old = member(known, name);
    const wanted = member(config, name);
    if (isBlock(field.type)) return proposeBlock(field.type, old, wanted);
    return wanted === null && field.computed ? old : wanted;
  });
}

function proposeBlock(
  type: Collection | ObjectType,
  prior: TerraformValue,
  config: TerraformValue,
): TerraformValue {
  if (config === null || config === UNKNOWN) return config;
  if (type.kind === "object") return isObject(config) ? proposeObject(type, prior, config) : config;
  const item = (old: TerraformValue | undefined, wanted: TerraformValue): TerraformValue =>
    isObject(wanted) && typeof type.element !== "string" && type.element.kind === "object"
      ? proposeObject(type.element, old, wanted)
      : wanted;
  if (isObject(config)) {
    const olds = isObject(prior) ? prior : {};
    return mapObject(config, (wanted, key) => item(olds[key], wanted));
  }
  if (!Array.isArray(config)) return config;
  const olds = Array.isArray(prior) ? prior : [];
  if (type.kind === "list") return config.map((wanted, index) => item(olds[index], wanted));
  // Elements of a set have no key: take the first unused old one that could have come from this configuration.
  const unused = [...olds];
  return config.map((wanted) => {
    const index = unused.findIndex((old) => couldBe(type.element as ObjectType, old, wanted));
    return item(index < 0 ? null : unused.splice(index, 1)[0], wanted);
  });
}

/** Whether an old block may match the wanted one: equal, except for values set by the provider. */
function couldBe(type: ObjectType, old: TerraformValue, wanted: TerraformValue): boolean {
  if (!isObject(old) || !isObject(wanted)) return false;
  return Object.entries(type.fields).every(([name, field]) => {
    const a = member(old, name);
    const b = member(wanted, name);
    if (!isBlock(field.type))
      return (b === null && field.computed === true) || sameValue(field.type, a, b);
    if (field.type.kind === "object")
      return a === null || b === null ? a === b : couldBe(field.type, a, b);
    return blocksCouldBe(field.type.element as ObjectType, a, b);
  });
}

function blocksCouldBe(type: ObjectType, a: TerraformValue, b: TerraformValue): boolean {
  const entries = (value: TerraformValue): [string, TerraformValue][] =>
    typeof value === "object" && value !== null ? Object.entries(value) : [];
  const [olds, news] = [entries(a), entries(b)];
  return (
    olds.length === news.length &&
    olds.every(([key, value], i) => key === news[i]?.[0] && couldBe(type, value, news[i][1]))
  );
}

const member = (object: TerraformObject, name: string): TerraformValue => object[name] ?? null;
