import { globSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

/** What is in the folder of a clone, but not in the repository. */
const NOT_OURS = ["node_modules", ".class", ".git/", "~", "$", "/"];
const SOURCE = /\.(ts|mjs|py|md|proto)$/;

/** A section that says how to add something: the names beside the text are those of files to come. */
const RECIPE = /^## Add .*\n(?:(?!## ).*\n?)*/gm;

/** The paths that a text in Markdown names: targets of links, source files, and words below a folder of ours. */
export function pathsIn(markdown: string): string[] {
  const recipes = (markdown.match(RECIPE) ?? []).flatMap(words).filter(isBelowTopFolder);
  const text = markdown.replaceAll(RECIPE, "");
  return [...new Set([...linksIn(text), ...words(text).filter(isPath), ...recipes])];
}

const linksIn = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));

const words = (markdown: string): string[] =>
  [
    ...markdown.replaceAll(/\]\([^)]*\)|https?:\S+|arn:\S+/g, " ").matchAll(/[\w.@<>*{},/~$-]+/g),
  ].map(([word]) => word.replace(/^,+/, "").replace(/[.,]+$/, ""));

/** Whether a named path is there, from the root or from the folder of the text; a pattern needs one match. */
export function exists(named: string, folder: string): boolean {
  const pattern = named.replaceAll(/<[^>]*>|\b[A-Z]{2,}\b(?!\.md)/g, "*").replace(/\/$/, "");
  const places = named.includes("/") ? ["", folder] : ["", folder, "**"];
  return places.some((place) => matches(path.posix.join(place, pattern)));
}

const matches = (pattern: string): boolean =>
  globSync(pattern, { cwd: PROJECT, exclude: (file) => file === "node_modules" }).length > 0;

function isPath(word: string): boolean {
  if (NOT_OURS.some((start) => word.startsWith(start))) return false;
  if (!word.includes("/")) return SOURCE.test(word) && !word.startsWith(".");
  return isBelowTopFolder(word) || SOURCE.test(word);
}

const isBelowTopFolder = (word: string): boolean =>
  word.includes("/") && TOP_FOLDERS.has(word.split("/")[0] ?? "");

const TOP_FOLDERS = new Set(
  globSync("{*,.*}/", {
    cwd: PROJECT,
    exclude: (name) => ["node_modules", ".class", ".git"].includes(name),
  }).map((name) => name.replace(/\/$/, "")),
);
