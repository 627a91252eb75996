import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { PROJECT } from "../../../lib/project.ts";
import { commandForms, commandsIn } from "./command-forms.ts";

/** What prints commands: errors with a fix, hints, what to run next. */
const PRINTING = "{lib,aws,components,policy,labs,infra,engine,classroom}/**/*.{ts,mjs}";

/** Commands that are outputs and hints of labs (`LAB_COMMANDS`, `hintCommands`), or that run on servers, and documents. */
const OTHERS =
  /^(?:labs\/(?!contract|kit\/server\/server-stack)|classroom\/docs\/|components\/(?:server|database)\/|engine\/provider\/|engine\/traffic\/servers\/|policy\/checkov\/)/;

/** What the helpers of classroom/console/call-on.ts add to a command: a stack, or a student of a class. */
const COMPLETED: Readonly<Record<string, string>> = {
  callOn: "--stack *",
  callFor: "--class * --only *",
};

/** The commands that have an npm script of their own, or another name for a student. */
const CALLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  callOn: { up: "npm start --", down: "npm run down --" },
  callFor: { up: "npm run class -- open ROSTER" },
};

/** What prints commands, without what the tests of labs look at. */
const printing = (): string[] =>
  globSync(PRINTING, { cwd: PROJECT })
    .filter((file) => !OTHERS.test(file))
    .sort();

/** The commands that the program prints to be run, with `*` for what it fills in, and a file that prints each. */
export function printedCommands(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of printing())
    for (const form of textsIn(file).flatMap(commandForms)) found.set(form, file);
  for (const form of found.keys())
    if (/^npm run (?:class|pulumi)(?: -- \*.*)?$/.test(form)) found.delete(form);
  return found;
}

/** What may follow a command: the line's end, what a list says of it, the end of a code span, or another command. */
const ENDS = /^(?: *$|\n| {2}|[`<]| && )/;

/**
 * The commands with arguments that are followed by the rest of a sentence: whoever copies the line pastes that, too.
 *
 * @returns each with its rest
 */
export const joinedIn = (text: string): string[] =>
  commandsIn(text)
    .filter(({ hasArguments, rest }) => hasArguments && !ENDS.test(rest))
    .map(({ form, rest }) => `${form} | ${rest.trim().slice(0, 60)}`);

/** Those that the program prints, each with its file. */
export const joinedCommands = (): string[] =>
  printing().flatMap((file) =>
    textsIn(file)
      .flatMap(joinedIn)
      .map((joined) => `${file}: ${joined}`),
  );

/** The texts in a file, those that are put together with `+` as one. */
function textsIn(file: string): string[] {
  const source = readFileSync(path.join(PROJECT, file), "utf8");
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    const text = textOf(node);
    if (text === undefined) return node.forEachChild(visit);
    texts.push(text);
    // A call that is part of the text is not one by itself, too.
    for (const value of valuesIn(node)) if (textOf(value) === undefined) visit(value);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return texts;
}

/** The text of an expression: a literal, a template with `*` for its values, or a sum of these. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const rest = node.templateSpans.map(
      ({ expression, literal }) => filledIn(expression) + literal.text,
    );
    return node.head.text + rest.join("");
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (ts.isCallExpression(node)) return completed(node);
  return undefined;
}

/** The values that a text is filled in with, which may have texts of their own. */
function valuesIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  return ts.isBinaryExpression(node) ? [...valuesIn(node.left), ...valuesIn(node.right)] : [];
}

const filledIn = (expression: ts.Expression): string =>
  (ts.isCallExpression(expression) ? completed(expression) : undefined) ?? "*";

/** The command that a call of one of the helpers gives. */
function completed({ expression, arguments: given }: ts.CallExpression): string | undefined {
  const name = ts.isIdentifier(expression) ? expression.text : "";
  const [command] = given;
  if (COMPLETED[name] === undefined || !command || !ts.isStringLiteral(command)) return undefined;
  const called = CALLED[name]?.[command.text] ?? `npm run class -- ${command.text}`;
  const more = name === "callOn" ? given.slice(2).map(textOf) : [];
  return [called, COMPLETED[name], ...more].join(" ");
}
