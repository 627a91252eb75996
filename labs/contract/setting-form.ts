import { z } from "zod";
import { unwrapped } from "./settings.ts";

/** The schema at `path` below `schema`; undefined when there is none. */
export function schemaAt(schema: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return schema;
  const form = unwrapped(schema);
  if (form instanceof z.ZodArray) return schemaAt(form.element, rest);
  if (form instanceof z.ZodRecord) return schemaAt(form.valueType, rest);
  return schemaAt(fieldsOf(form)[name], rest);
}

/** The names of the settings at `path` below `schema`. */
export const fieldNames = (schema: unknown, path: readonly string[]): string[] =>
  Object.keys(fieldsOf(unwrapped(schemaAt(schema, path))));

/** The format of a setting according to its schema: `{reason: ..., cidrs: [...]}`. */
export function formOf(schema: unknown): string {
  const form = unwrapped(schema);
  if (form instanceof z.ZodRecord) return "{NAME: ...}";
  const fields = Object.entries(fieldsOf(form));
  return `{${fields.map(([name, field]) => `${name}: ${shortForm(field)}`).join(", ")}}`;
}

/** The meaning of fields according to their schema: `reason (Why ...), cidrs (...)`; empty without descriptions. */
export function meaningsOf(schema: unknown): string {
  const meanings = Object.entries(fieldsOf(unwrapped(schema))).map(([name, field]) => {
    const meaning = meaningOf(field);
    return meaning === "" ? name : `${name} (${meaning})`;
  });
  return meanings.join(", ");
}

/** A setting's description, without the final full stop. */
export const meaningOf = (schema: unknown): string =>
  schema instanceof z.ZodType ? (schema.description ?? "").replace(/\.$/, "") : "";

/** The format of a list of objects: `[{from: ..., to: ...}]`; undefined for other schemas. */
export function listFormOf(schema: unknown): string | undefined {
  const form = unwrapped(schema);
  if (!(form instanceof z.ZodArray) || !(form.element instanceof z.ZodObject)) return undefined;
  return `[${formOf(form.element)}]`;
}

function shortForm(schema: unknown): string {
  const form = unwrapped(schema);
  if (form instanceof z.ZodArray) return "[...]";
  return form instanceof z.ZodObject || form instanceof z.ZodRecord ? "{...}" : "...";
}

const fieldsOf = (form: unknown): Readonly<Record<string, unknown>> =>
  form instanceof z.ZodObject ? form.shape : {};
