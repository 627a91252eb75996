import { parse, type ScalarTag, type CollectionTag } from "yaml";
import { errorMessage } from "../../../../lib/errors.ts";

/** An unsupported function or unknown name in a template; the message says which. */
export class TemplateError extends Error {}

/** What is read of a template: whatever goes wrong is the template's error. @throws TemplateError */
export function ofTemplate<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(errorMessage(error), { cause: error });
  }
}

/** The functions that have a short form in YAML. */
const SHORT = ["Ref", "Sub", "GetAtt", "Join", "Select", "Split", "Base64"];
const SHORT_UNKNOWN = ["If", "FindInMap", "ImportValue", "GetAZs", "Cidr", "Transform"];
const SHORT_CONDITIONS = ["And", "Equals", "Not", "Or", "Condition"];

const nameOf = (short: string): string =>
  short === "Ref" || short === "Condition" ? short : `Fn::${short}`;

const TAGS = [...SHORT, ...SHORT_UNKNOWN, ...SHORT_CONDITIONS].flatMap(
  (short): (ScalarTag | CollectionTag)[] => {
    const tag = `!${short}`;
    const made = (value: unknown) => ({ [nameOf(short)]: value });
    return [
      { tag, resolve: made },
      { tag, collection: "seq", resolve: (list) => made(list.toJSON()) },
      { tag, collection: "map", resolve: (map) => made(map.toJSON()) },
    ];
  },
);

/** A template's text, in YAML or JSON, with its functions in their long form. @throws TemplateError when it is neither */
export const readTemplate = (text: string): unknown =>
  ofTemplate(() => parse(text, { customTags: TAGS }) as unknown);

/** The values of names in a template. @returns undefined for an unknown name */
export type Names = (name: string) => string | undefined;

/**
 * A part of a template with its functions evaluated: Ref, Sub, Join, Select, Split and Base64.
 *
 * @throws TemplateError for any other function, and for an unknown name
 */
export function resolved(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, names));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && isFunction(first[0])) return called(...first, names);
  return Object.fromEntries(entries.map(([key, each]) => [key, resolved(each, names)]));
}

const isFunction = (key: string): boolean =>
  key === "Ref" || key === "Condition" || key.startsWith("Fn::");

function called(name: string, argument: unknown, names: Names): unknown {
  const list = (): unknown[] => {
    const found = resolved(argument, names);
    if (Array.isArray(found)) return found as unknown[];
    throw new TemplateError(`${name} needs a list`);
  };
  switch (name) {
    case "Ref":
      return known(String(argument), names);
    case "Fn::Sub":
      return substituted(argument, names);
    case "Fn::Join": {
      const [between, parts] = list();
      return (parts as unknown[]).join(String(between));
    }
    case "Fn::Select": {
      const [at, parts] = list();
      return (parts as unknown[])[Number(at)];
    }
    case "Fn::Split": {
      const [between, text] = list();
      return String(text).split(String(between));
    }
    case "Fn::Base64":
      return Buffer.from(String(resolved(argument, names))).toString("base64");
    default:
      throw new TemplateError(`${name} is not carried out on this machine`);
  }
}

/** Replaces `${Name}` by its value, and `${!Name}` by the text without the exclamation mark. */
function substituted(argument: unknown, names: Names): string {
  const [text, own] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const values = resolved(own, names) as Readonly<Record<string, unknown>>;
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal !== "") return `\${${name}}`;
    return Object.hasOwn(values, name) ? String(values[name]) : known(name, names);
  });
}

function known(name: string, names: Names): string {
  const value = names(name);
  if (value === undefined)
    throw new TemplateError(`the value of ${name} is not known on this machine`);
  return value;
}
