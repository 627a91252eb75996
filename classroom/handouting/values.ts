import { catalogue } from "../../labs/catalogue.ts";
import type { OutputKind } from "../../labs/contract/outputs.ts";
import { callOn, callFor, callsFor, callsOn } from "../console/call-on.ts";
import type { StackOutputs } from "../pulumi/secrets/masked-outputs.ts";
import { EMULATED, inLanguage, type Reading, valueHere, WITHHELD } from "../stack/outputs.ts";
import { ABSENT } from "./texts.ts";

/** For whom the handouts are, and the outputs of their stack. */
export interface HandoutClass {
  /** The stack with the labs; for a student, the class's stack. */
  readonly stack: string;
  /** The student's id, if the labs are a student's own. */
  readonly student?: string | undefined;
  readonly region: string;
  /** By lab id, secrets masked. */
  readonly outputs: StackOutputs;
  readonly reading: Reading;
}

/** An output as a handout shows it. */
export type Value =
  | {
      readonly state: "shown";
      readonly kind: OutputKind;
      /** One text, or those of a list or a map. */
      readonly texts: readonly string[];
      /** The keys of the texts, for a map. */
      readonly keys?: readonly string[] | undefined;
      /** Added to an emulated address. */
      readonly mark?: string | undefined;
    }
  /** No value, and why: the class's settings leave it out, or the emulated AWS has none. */
  | { readonly state: "absent"; readonly because: string }
  /** The command that shows it. */
  | { readonly state: "secret"; readonly command: string };

/** The value of a lab's output. */
export function valueOf(
  { stack, student, outputs, reading }: HandoutClass,
  id: string,
  output: string,
): Value {
  const declaration = catalogue.find((lab) => lab.id === id)?.outputs[output];
  const value = outputs[id]?.[output];
  if (declaration === undefined || value === undefined)
    return { state: "absent", because: `${id}.${output}: ${ABSENT[reading.language]}` };
  const { kind, label } = declaration;
  if (kind === "secret") {
    const options = `--labs ${id} --show-secrets`;
    const command =
      student === undefined
        ? callOn("outputs", stack, options)
        : `${callFor("outputs", stack, student)} ${options}`;
    return { state: "secret", command };
  }
  const here = valueHere(declaration, value, reading);
  if (here === undefined) {
    const because = `${inLanguage(label, reading.language)}: ${WITHHELD[reading.language]}`;
    return { state: "absent", because };
  }
  const mark = here.isEmulated ? EMULATED[reading.language] : undefined;
  const members = membersOf(here.value);
  const texts = members.map(({ text }) => text);
  const keys = members.flatMap(({ key }) => key ?? []);
  return { state: "shown", kind, texts, mark, ...(keys.length > 0 && { keys }) };
}

/** One text, or those of a list's members or a map's values, including nested maps. */
function membersOf(value: unknown, key?: string): { key?: string; text: string }[] {
  if (value === null || typeof value !== "object")
    return [{ text: String(value), ...(key !== undefined && { key }) }];
  if (Array.isArray(value)) return value.flatMap((member) => membersOf(member, key));
  return Object.entries(value).flatMap(([name, member]) =>
    membersOf(member, key === undefined ? name : `${key} ${name}`),
  );
}

/** A text with its commands completed for this class or student. */
export function callsIn(text: string, { stack, student }: Pick<HandoutClass, "stack" | "student">) {
  const general = text.replaceAll("--stack {{class}}", "--stack NAME");
  return student === undefined ? callsOn(general, stack) : callsFor(general, stack, student);
}
