// Differences between two states of a resource.
import { canonical, sameValue } from "./compare.ts";
import {
  isObject,
  UNKNOWN,
  type Collection,
  type ObjectType,
  type TerraformObject,
  type TerraformState,
  type TerraformValue,
  type Type,
} from "./types.ts";

type Value = TerraformValue | undefined;

/** One difference between two Terraform objects. */
export interface Change {
  /** The path with Pulumi's names, e.g. `ingress[1].fromPort`. */
  readonly path: string;
  readonly kind: "ADD" | "DELETE" | "UPDATE";
  /** Terraform's name of the top-level attribute or block that contains it. */
  readonly top: string;
}

/** Lists the differences between two states of a resource. */
export function listChanges(
  type: ObjectType,
  before: TerraformState,
  after: TerraformState,
): Change[] {
  const changes: Change[] = [];
  for (const [top, field] of Object.entries(type.fields)) {
    const report: Report = (path, kind) => changes.push({ path, kind, top });
    collect(field.type, before?.[top], after?.[top], field.property, report);
  }
  return changes;
}

type Report = (path: string, kind: Change["kind"]) => void;

function collect(type: Type, before: Value, after: Value, path: string, report: Report): void {
  if (sameValue(type, before, after)) return;
  if (isAbsent(type, before)) report(path, "ADD");
  else if (isAbsent(type, after)) report(path, "DELETE");
  else if (typeof type === "string" || before === UNKNOWN || after === UNKNOWN)
    report(path, "UPDATE");
  else if (type.kind === "object") collectFields(type, before, after, path, report);
  else if (type.single)
    collect(type.element, membersOf(before)["0"], membersOf(after)["0"], path, report);
  else if (type.kind === "set") collectSet(type, before, after, path, report);
  else collectMembers(type, before, after, path, report);
}

const isAbsent = (type: Type, value: Value): boolean =>
  value === null ||
  value === undefined ||
  (typeof type !== "string" && type.kind !== "object" && type.single === true && isEmpty(value));

const isEmpty = (value: Value): boolean => Array.isArray(value) && value.length === 0;

function collectFields(
  type: ObjectType,
  before: Value,
  after: Value,
  path: string,
  report: Report,
) {
  const [olds, news] = [membersOf(before), membersOf(after)];
  for (const [name, field] of Object.entries(type.fields))
    collect(field.type, olds[name], news[name], `${path}.${field.property}`, report);
}

function collectMembers(
  type: Collection,
  before: Value,
  after: Value,
  path: string,
  report: Report,
): void {
  const [olds, news] = [membersOf(before), membersOf(after)];
  for (const key of new Set([...Object.keys(olds), ...Object.keys(news)]))
    collect(type.element, olds[key], news[key], path + step(type, key), report);
}

// Members of both sets are unchanged; the others are paired in order.
function collectSet(
  type: Collection,
  before: Value,
  after: Value,
  path: string,
  report: Report,
): void {
  const onlyIn = (mine: TerraformObject, others: TerraformObject) => {
    const theirs = new Set(Object.values(others).map((value) => canonical(type.element, value)));
    return Object.entries(mine).filter(([, value]) => !theirs.has(canonical(type.element, value)));
  };
  const [olds, news] = [membersOf(before), membersOf(after)];
  const [gone, come] = [onlyIn(olds, news), onlyIn(news, olds)];
  for (const [index, [key, value]] of come.entries()) {
    const replaced = gone[index];
    if (replaced) collect(type.element, replaced[1], value, path + step(type, key), report);
    else report(path + step(type, key), "ADD");
  }
  for (const [key] of gone.slice(come.length)) report(path + step(type, key), "DELETE");
}

/** The members of a list, set, map or object by key; for a list, by position. */
function membersOf(value: Value): TerraformObject {
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  return isObject(value) ? value : {};
}

function step(type: Collection, key: string): string {
  if (type.kind !== "map") return `[${key}]`;
  return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
