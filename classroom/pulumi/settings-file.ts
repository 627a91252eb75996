import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
} from "yaml";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { PROJECT } from "../../lib/project.ts";
import { callsOn } from "../console/call-on.ts";
import { fileText } from "./yaml/file-text.ts";
import { misreadIn } from "./yaml/yaml-misread.ts";
import { yamlFault } from "./yaml/yaml-fault.ts";

/** A settings file is invalid. */
export class SettingsFileError extends ExplainedError {
  constructor(file: string, line: string, reason: string, fix: string) {
    super(`${shownFile(file)}${line}: ${reason}\n  fix: ${fix}`);
  }
}

/** A file's name in messages: files of the project without their folder. */
const shownFile = (file: string): string =>
  path.dirname(file) === PROJECT ? path.basename(file) : file;

/** The stack of a settings file: `dev` for `Pulumi.dev.yaml`; a placeholder for other files. */
const stackOf = (file: string): string =>
  /^Pulumi\.(.+)\.yaml$/.exec(path.basename(file))?.[1] ?? "NAME";

/** A top-level key, or a key below one. */
type Place = string | readonly [top: string, below: string];

/** The content of a settings file, with positions. */
export interface SettingsFile {
  readonly content: Readonly<Record<string, unknown>>;
  /** The error for one of its keys. */
  readonly error: (key: Place, reason: string, fix: string) => SettingsFileError;
}

/**
 * Reads a YAML file that contains a map: Pulumi.yaml, or a stack's settings.
 *
 * @throws SettingsFileError with file, line and column
 */
export function readSettingsFile(file: string): SettingsFile {
  const { text: source, fault } = fileText(bytesOf(file));
  if (fault) {
    const before = source.slice(0, fault.at).split("\n");
    const line = fault.at === undefined ? "" : `, line ${before.length}`;
    throw new SettingsFileError(file, line, fault.reason, fault.fix);
  }
  const lines = new LineCounter();
  const place = (at: number): string => {
    const { line, col } = lines.linePos(at);
    return `, line ${line}, column ${col}`;
  };
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  // Warnings are about unknown tags such as !Ref, or unknown YAML versions.
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) {
    const { at, reason, fix } = yamlFault(broken, source, document);
    throw new SettingsFileError(file, place(at), reason, callsOn(fix, stackOf(file)));
  }
  const alias = lostAlias(document);
  if (alias !== undefined)
    throw new SettingsFileError(
      file,
      place(alias),
      "a value cannot begin with *",
      "put the value in quotes",
    );
  const key = compoundKey(document);
  if (key !== undefined)
    throw new SettingsFileError(
      file,
      place(key),
      "a list or a map stands in the place of a key",
      "write KEY: VALUE; put a value that begins with a bracket in quotes",
    );
  const misread = misreadIn(document);
  if (misread) throw new SettingsFileError(file, place(misread.at), misread.reason, misread.fix);
  const content = contentOf(document);
  if (content === undefined)
    throw new SettingsFileError(
      file,
      ", line 1",
      "an anchor (&) contains itself, or expands to too much",
      "write the values out, without & and *",
    );
  if (!isRecord(content))
    throw new SettingsFileError(
      file,
      ", line 1",
      "it is not a map of keys and values",
      "write KEY: VALUE in each line, e.g. `config:`",
    );
  return {
    content,
    error: (key, reason, fix) => {
      const at = positionOf(document, key);
      return new SettingsFileError(file, at === undefined ? "" : place(at), reason, fix);
    },
  };
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new SettingsFileError(
        file,
        "",
        "there is no such file",
        `git checkout ${shownFile(file)}`,
      );
    const fix = "check that you may read it";
    throw new SettingsFileError(file, "", `it cannot be read: ${errorMessage(error)}`, fix);
  }
}

/** The values of a document; undefined if its aliases form a cycle. */
function contentOf(document: Document): unknown {
  try {
    const content = (document.toJS() as unknown) ?? {};
    JSON.stringify(content); // throws on a cycle
    return content;
  } catch {
    return undefined;
  }
}

/** The first key that is a list or a map, as in `? [a]` or `{{ name }}`. */
function compoundKey(document: Document): number | undefined {
  let at: number | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      at = key.range?.[0];
      return visit.BREAK;
    },
  });
  return at;
}

/** The first alias whose anchor is missing: the YAML package reports it late, and without a position. */
function lostAlias(document: Document): number | undefined {
  let at: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return undefined;
      at = alias.range?.[0];
      return visit.BREAK;
    },
  });
  return at;
}

/** The position of a key, which may be nested. */
function positionOf({ contents }: Document, place: Place): number | undefined {
  const path = typeof place === "string" ? [place] : place;
  let found: Pair | undefined;
  let node: unknown = contents;
  for (const name of path) {
    if (!isMap(node)) return undefined;
    found = node.items.find(({ key }) => isScalar(key) && key.value === name);
    node = found?.value;
  }
  return isScalar(found?.key) ? found.key.range?.[0] : undefined;
}

/** Whether a value is a map. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
