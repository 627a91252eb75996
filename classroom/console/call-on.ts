import { classStackOf } from "../../infra/students/class-stack.ts";
import { onStack } from "../../labs/contract/on-stack.ts";
import { LOCAL } from "./shared-options.ts";

/** Commands with an npm script of their own. */
const SCRIPTS: Readonly<Record<string, string>> = { up: "npm start", down: "npm run down" };

/**
 * The call of a command for a stack, as in a hint: `npm run class -- check --stack dev --wait`.
 *
 * @param options more options, as they are typed
 */
export function callOn(command: string, stack: string, options = ""): string {
  const all = [...(stack === LOCAL ? [] : [`--stack ${stack}`]), ...(options ? [options] : [])];
  const script = SCRIPTS[command];
  if (script === undefined) return [`npm run class -- ${command}`, ...all].join(" ");
  return all.length === 0 ? script : [script, "--", ...all].join(" ");
}

/** The call of a command for one student of a class: `npm run class -- solve --class dev --only s07`. */
export function callFor(command: string, name: string, student: string): string {
  const whose = `--class ${name} --only ${student}`;
  // `open` brings a student's stack up, and changes its settings.
  return command === "up"
    ? `npm run class -- open ROSTER ${whose}`
    : `npm run class -- ${command} ${whose}`;
}

/** The call that brings a stack up: a class's own, or a student's, which has no settings in the project. */
export function callUp(stack: string, student: string | undefined): string {
  const ofClass = student === undefined ? undefined : classStackOf(stack, student);
  return student === undefined || ofClass === undefined
    ? callOn("up", stack)
    : callFor("up", ofClass, student);
}

/** The same text with the calls for one student of a class. */
export const callsFor = (text: string, name: string, student: string): string =>
  text
    .replace(
      /(?:npm run class -- ([a-z-]+)|npm start(?: --)?)(?: --stack NAME)?/g,
      (_, command: string | undefined) => callFor(command ?? "up", name, student),
    )
    .replace(/npm run pulumi -- up\b/g, callFor("up", name, student));

/** A text of a lab or of AWS's services, which do not know the stack, with its commands completed for one. */
export const callsOn = (text: string, stack: string): string =>
  onStack(text, stack)
    .replace(/npm run class -- ([a-z-]+)\b(?! --stack)/g, (_, command: string) =>
      callOn(command, stack),
    )
    .replace(/npm run pulumi -- (?:config set|(?!config set\b)[a-z-]+)\b(?! --stack)/g, (call) =>
      onStack(`${call} --stack NAME`, stack),
    );
