import { z } from "zod";

/** The JSON Schema of a setting, with our descriptions. */
export interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  /** In English. */
  readonly description?: string;
  /** The same in Korean. */
  readonly ko?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
}

/** A setting, or a field within one. */
export interface SettingField {
  /** `publicAccess.cidrs`; `[]` means each member of a list, `*` each key of a map. */
  readonly path: string;
  readonly schema: FieldSchema;
}

/** All fields of a lab's settings, each object before its own fields. */
export function settingFields(settings: z.ZodObject): SettingField[] {
  const schema = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as FieldSchema;
  return fieldsOf("", schema);
}

function fieldsOf(
  path: string,
  { properties = {}, items, ...schema }: FieldSchema,
): SettingField[] {
  const own = Object.entries(properties).flatMap(([name, member]) => {
    const at = path === "" ? name : `${path}.${name}`;
    return [{ path: at, schema: member }, ...fieldsOf(at, member)];
  });
  const { additionalProperties: each } = schema;
  return [
    ...own,
    ...(items ? fieldsOf(`${path}[]`, items) : []),
    ...(typeof each === "object" ? fieldsOf(`${path}.*`, each) : []),
  ];
}
