/** `sqs-queue` -> `sqsQueue`: the export of a lab's file. */
export const exportName = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * labs/catalogue.ts with one more lab, the last in class order.
 *
 * @throws when the file does not have its current format
 */
export function withLab(catalogue: string, id: string): string {
  const name = exportName(id);
  const imported = `import { ${name} } from "./${id}/lab.ts";`;
  const lines = catalogue.split("\n");
  const end = lines.indexOf("];");
  const imports = lines.flatMap((line, at) => (line.startsWith("import {") ? [at] : []));
  if (end < 0 || imports.length === 0)
    throw new Error("labs/catalogue.ts is not a list of labs any more");
  lines.splice(end, 0, `  ${name},`);
  const before = imports.find((at) => (lines[at] ?? "").localeCompare(imported, "en") > 0);
  lines.splice(before ?? (imports.at(-1) ?? 0) + 1, 0, imported);
  return lines.join("\n");
}
