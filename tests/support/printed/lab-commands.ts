import { catalogue } from "../../../labs/catalogue.ts";

/** A lab's output whose value is a command, as `lab.output`. */
export const LAB_COMMANDS: readonly string[] = catalogue.flatMap(({ id, outputs }) =>
  Object.entries(outputs).flatMap(([name, { kind }]) =>
    kind === "command" ? [`${id}.${name}`] : [],
  ),
);

type Outputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The texts of such an output: one, or one for each member of a list or a map. */
export function commandsIn(outputs: Outputs, id: string): string[] {
  const [lab = "", name = ""] = id.split(".");
  const value = outputs[lab]?.[name];
  if (value === undefined) return [];
  return (typeof value === "string" ? [value] : Object.values(value as object)).map(String);
}
