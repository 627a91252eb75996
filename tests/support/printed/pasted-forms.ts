import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { PROJECT } from "../../../lib/project.ts";

/** The forms of commands that a test pastes: what it gives `paste` first. @param test its file, below tests/ */
export function pastedForms(test: string): ReadonlySet<string> {
  const text = readFileSync(path.join(PROJECT, "tests", test), "utf8");
  const source = ts.createSourceFile(test, text, ts.ScriptTarget.Latest);
  const named = new Map<string, string[]>();
  const given: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && isText(node.initializer))
      named.set(node.name.text, [...(named.get(node.name.text) ?? []), node.initializer.text]);
    const [first] = ts.isCallExpression(node) && isPaste(node.expression) ? node.arguments : [];
    if (first) given.push(first);
    node.forEachChild(visit);
  };
  visit(source);
  return new Set(
    given.flatMap((form) => {
      if (isText(form)) return form.text;
      return ts.isIdentifier(form) ? (named.get(form.text) ?? []) : [];
    }),
  );
}

const isPaste = (called: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(called) && called.name.text === "paste";

const isText = (node: ts.Node | undefined): node is ts.StringLiteralLike =>
  node !== undefined && ts.isStringLiteralLike(node);
