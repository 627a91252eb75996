// Terraform's schema with Pulumi's names added.
import type { SchemaBlock, SchemaNestedBlock } from "../terraform/messages.ts";
import { mapObject, type Field, type ObjectType, type Scalar, type Type } from "../values/types.ts";
import { matchNames, type Report } from "./names.ts";
import type { Properties, Shape } from "./sdk.ts";

/**
 * The type of a block: a resource, a data source, or a nested block of one.
 * @param properties the SDK's for it; undefined when it does not declare them
 * @param overrides names that do not follow the rules
 */
export function blockType(
  where: string,
  block: SchemaBlock,
  properties: Properties | undefined,
  overrides: Readonly<Record<string, string>> | undefined,
  report: Report,
): ObjectType {
  const terraformNames = [
    ...block.attributes.map(({ name }) => name),
    ...block.block_types.map(({ type_name }) => type_name),
  ];
  const names = matchNames(where, terraformNames, properties, overrides, report);
  const nameOf = (name: string) => names.get(name) ?? name;
  const shapeOf = (name: string) => properties?.[nameOf(name)]?.();
  const fields: Record<string, Field> = {};
  for (const { name, type, required, optional, computed, sensitive } of block.attributes) {
    const json = JSON.parse(Buffer.from(type).toString()) as TypeJson;
    fields[name] = {
      property: nameOf(name),
      type: attributeType(`${where}.${name}`, json, shapeOf(name), report),
      ...(required && { required }),
      ...(optional && { optional }),
      ...(computed && { computed }),
      ...(sensitive && { sensitive }),
    };
  }
  for (const nested of block.block_types) {
    const name = nested.type_name;
    const type = nestedType(`${where}.${name}`, nested, shapeOf(name), report);
    fields[name] = { property: nameOf(name), type, optional: true };
  }
  return { kind: "object", fields };
}

/** A type in Terraform's JSON notation. */
type TypeJson =
  | Scalar
  | ["list" | "set" | "map", TypeJson]
  | ["object", Record<string, TypeJson>]
  | ["tuple", TypeJson[]];

function attributeType(
  where: string,
  json: TypeJson,
  shape: Shape | undefined,
  report: Report,
): Type {
  if (typeof json === "string") return json;
  const [kind, inner] = json;
  if (kind === "tuple") return "dynamic";
  if (kind === "object") {
    const names = matchNames(where, Object.keys(inner), shape?.object, {}, report);
    const fields = mapObject(inner, (type, name): Field => {
      const property = names.get(name) ?? name;
      const member = shape?.object?.[property]?.();
      return {
        property,
        type: attributeType(`${where}.${name}`, type, member, report),
        optional: true,
      };
    });
    return { kind: "object", fields };
  }
  if (kind === "map") return { kind, element: attributeType(where, inner, shape?.map, report) };
  // A list that is not an array in the SDK can contain only one element.
  const single = shape !== undefined && !shape.array && shape.scalar !== "any";
  const element = attributeType(where, inner, single ? shape : shape?.array, report);
  return single ? { kind, element, single } : { kind, element };
}

function nestedType(
  where: string,
  { nesting, block, max_items }: SchemaNestedBlock,
  shape: Shape | undefined,
  report: Report,
): Type {
  const inner = (properties: Properties | undefined) =>
    blockType(where, block, properties, undefined, report);
  switch (nesting) {
    case "SINGLE":
    case "GROUP":
      return { ...inner(shape?.object), block: true };
    case "MAP":
      return { kind: "map", element: inner(shape?.map?.object), block: true };
    case "LIST":
    case "SET": {
      const kind = nesting === "LIST" ? "list" : "set";
      const single = shape ? !shape.array : max_items === 1;
      const element = inner((single ? shape : shape?.array)?.object);
      return { kind, element, block: true, ...(single && { single }) };
    }
    case "INVALID":
      throw new Error(`${where}: Terraform's schema has a block of no known nesting`);
  }
}
