import { readFileSync } from "node:fs";
import path from "node:path";
import { isMap, isScalar, LineCounter, parseDocument, type Document, visit } from "yaml";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { PROJECT } from "../../lib/project.ts";
import { yamlFault } from "./yaml-fault.ts";

/** A file with settings cannot be read as settings. */
export class SettingsFileError extends ExplainedError {
  constructor(file: string, line: string, reason: string, fix: string) {
    super(`${shownFile(file)}${line}: ${reason}\n  fix: ${fix}`);
  }
}

/** A file as people name it: those of the project by their names alone. */
const shownFile = (file: string): string =>
  path.dirname(file) === PROJECT ? path.basename(file) : file;

/** What a file with settings says, and where. */
export interface SettingsFile {
  readonly content: Readonly<Record<string, unknown>>;
  /** What to throw about one of its keys. */
  readonly error: (key: string, reason: string, fix: string) => SettingsFileError;
}

/**
 * Reads a file that is one map: Pulumi.yaml, or a stack's.
 *
 * @throws SettingsFileError with file, line and column
 */
export function readSettingsFile(file: string): SettingsFile {
  const source = textOf(file);
  const lines = new LineCounter();
  const place = (at: number): string => {
    const { line, col } = lines.linePos(at);
    return `, line ${line}, column ${col}`;
  };
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { at, reason, fix } = yamlFault(broken, source);
    throw new SettingsFileError(file, place(at), reason, fix);
  }
  const alias = lostAlias(document);
  if (alias !== undefined)
    throw new SettingsFileError(
      file,
      place(alias),
      "a value cannot begin with *",
      "put the value in quotes",
    );
  const content = (document.toJS() as unknown) ?? {};
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

function textOf(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const fix = "check that the file is there, and that you may read it";
    throw new SettingsFileError(file, "", `it cannot be read: ${errorMessage(error)}`, fix);
  }
  // Windows PowerShell's `>` writes UTF-16.
  if (!text.includes("\0")) return text;
  throw new SettingsFileError(file, "", "it is not in UTF-8", "save it again, in UTF-8");
}

/** The first value that stands for another one, which is not there: its package finds that late, and does not say where. */
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

function positionOf({ contents }: Document, name: string): number | undefined {
  if (!isMap(contents)) return undefined;
  const found = contents.items.find(({ key }) => isScalar(key) && key.value === name);
  return isScalar(found?.key) ? found.key.range?.[0] : undefined;
}

/** Whether a value is a map. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
