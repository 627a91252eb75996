import { blocksIn, headingsIn, placed } from "../../../classroom/handouting/source/handout.ts";
import {
  type Placeholder,
  placeholdersIn,
} from "../../../classroom/handouting/source/placeholders.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { settingFields } from "../../../labs/contract/setting-fields.ts";
import { different, emulatorBlocks } from "./skeleton.ts";
import type { Written, WrittenLab } from "./written-lab.ts";

/** Placeholders for what does not exist, and checks and outputs that a handout does not mention. */
export function nameProblems(written: Written, lab: WrittenLab): string[] {
  const { file, text, handout } = written;
  const known = handout.with.filter((id) => !catalogue.some((each) => each.id === id));
  const found = placeholdersIn(text);
  return [
    ...known.map((id) => `${file}: with: there is no lab ${id}`),
    ...found.flatMap(({ written: as, placeholder }) => {
      const problem = placeholder
        ? problemOf(placeholder, lab, handout.with)
        : "a placeholder is {{lab.output}}, {{check:...}}, {{setting:...}}, {{region}} or {{class}}";
      return problem === undefined ? [] : [`${file}: ${as}: ${problem}`];
    }),
    ...unusedChecks(found, lab).map((name) => `${file}: no step ends with {{check:${name}}}`),
    ...unusedOutputs(found, lab).map(
      (name) =>
        `${file}: output ${name} is not used, nor listed below notForStudents of points.yaml`,
    ),
    ...secretsInBlocks(written),
    ...repairProblems(written, lab),
  ];
}

function problemOf(
  placeholder: Placeholder,
  { lab, proof }: WrittenLab,
  others: readonly string[],
): string | undefined {
  switch (placeholder.kind) {
    case "output": {
      const its = catalogue.find(({ id }) => id === placeholder.lab);
      if (its === undefined) return `there is no lab ${placeholder.lab}`;
      if (its.id !== lab.id && !others.includes(its.id))
        return `lab ${its.id} may be off: list it in the front matter, with: [${its.id}]`;
      return placeholder.output in its.outputs ? undefined : "there is no such output";
    }
    case "check": {
      const names = proof.checks.map(({ name }) => name.en);
      return names.includes(placeholder.name)
        ? undefined
        : `there is no such check; there are: ${names.join("; ")}`;
    }
    case "setting":
      return settingFields(lab.settings).some(({ path }) => path === placeholder.name)
        ? undefined
        : "there is no such setting";
    default:
      return undefined;
  }
}

type FoundPlaceholders = ReturnType<typeof placeholdersIn>;

const unusedChecks = (found: FoundPlaceholders, { proof }: WrittenLab): string[] =>
  proof.checks
    .map(({ name }) => name.en)
    .filter((name) => !found.some(({ placeholder: p }) => p?.kind === "check" && p.name === name));

function usedOutputs(found: FoundPlaceholders, id: string): Set<string> {
  return new Set(
    found.flatMap(({ placeholder: p }) => (p?.kind === "output" && p.lab === id ? [p.output] : [])),
  );
}

const unusedOutputs = (found: FoundPlaceholders, { lab, points }: WrittenLab): string[] => {
  const used = usedOutputs(found, lab.id);
  return Object.keys(lab.outputs).filter(
    (name) => !used.has(name) && !(name in points.notForStudents),
  );
};

/** A secret is shown as the command that reads it, which is nothing to build a command of. */
function secretsInBlocks({ file, handout }: Written): string[] {
  return blocksIn(handout).flatMap(({ part }) =>
    placeholdersIn(part.text).flatMap(({ placeholder: p, written }) => {
      if (p?.kind !== "output") return [];
      const kind = catalogue.find(({ id }) => id === p.lab)?.outputs[p.output]?.kind;
      return kind === "secret"
        ? [`${file}:${part.line}: ${written} is secret: not in a block`]
        : [];
    }),
  );
}

/** What is broken for practice must be mended by commands that a test runs, or that only AWS can. */
function repairProblems({ file, handout }: Written, { proof }: WrittenLab): string[] {
  if (!proof.fault) return [];
  const blocks = blocksIn(handout).filter(({ section }) => section === "repair");
  const isTested = emulatorBlocks(handout, "repair").length > 0;
  const needsAws = blocks.some(({ part }) => part.words.run === "aws");
  return isTested || needsAws
    ? []
    : [`${file}: section repair has no block with run=emulator, nor one with run=aws`];
}

/**
 * What is wrong with points.yaml.
 *
 * @param noted the lines of the class notes that are about this lab
 */
export function pointProblems(
  { lab, points, en }: WrittenLab,
  noted: { readonly points: readonly string[]; readonly corrections: readonly string[] },
): string[] {
  const file = `labs/${lab.id}/points.yaml`;
  const ids = headingsIn(en.handout).map(({ id }) => id);
  const linesOf = (each: readonly { readonly lines: string }[]) =>
    each.map(({ lines }) => lines).sort();
  const used = usedOutputs(placeholdersIn(en.text), lab.id);
  return [
    ...different(`${file}: points`, linesOf(points.points), noted.points.toSorted()),
    ...different(`${file}: corrections`, linesOf(points.corrections), noted.corrections.toSorted()),
    ...[...points.points, ...points.corrections].flatMap(({ lines, says, in: id, obsolete }) => {
      const what = `${file}: ${lines} (${says})`;
      if (id == null) return obsolete ? [] : [`${what}: neither in: nor obsolete:`];
      if (obsolete) return [`${what}: either in: or obsolete:`];
      return ids.includes(id) ? [] : [`${what}: there is no heading ${id}`];
    }),
    ...points.corrections.flatMap(({ lines, says, basis, source }) =>
      basis === "known" || (basis ?? source) === undefined
        ? [`${file}: ${lines} (${says}): confirm it, and write source: in place of basis: known`]
        : [],
    ),
    ...Object.keys(points.notForStudents).flatMap((name) => {
      if (!(name in lab.outputs)) return [`${file}: notForStudents: there is no output ${name}`];
      return used.has(name) ? [`${file}: notForStudents: the handout uses ${name}`] : [];
    }),
  ];
}

/** Links within handouts that lead nowhere. @param idsOf the headings of a lab's handout; undefined when it has none yet */
export function linkProblems({ file, handout }: Written, { idsOf, exists }: Places): string[] {
  const own = headingsIn(handout).map(({ id }) => id);
  return placed(handout.parts).flatMap(({ part }) => {
    if (part.kind !== "prose") return [];
    return [...part.text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      const wrong = isWrong(target, own, { idsOf, exists });
      return wrong === undefined ? [] : [`${file}: link ${target}: ${wrong}`];
    });
  });
}

/** What links may lead to. */
interface Places {
  readonly idsOf: (lab: string) => readonly string[] | undefined;
  /** Whether the project has a file. */
  readonly exists: (file: string) => boolean;
}

function isWrong(target: string, own: readonly string[], { idsOf, exists }: Places) {
  if (/^https?:\/\//.test(target) || target.startsWith("{{")) return undefined;
  if (target.startsWith("/"))
    return exists(target.slice(1)) ? undefined : "there is no such file in the project";
  const [, lab, , id] = /^(?:([a-z0-9-]+)\.md)?(#([a-z0-9-]+))?$/.exec(target) ?? [];
  if (lab === undefined && id === undefined)
    return "write #an-id, lab-id.md, /a/file of the project, or https://...";
  if (lab !== undefined && !catalogue.some((each) => each.id === lab))
    return `there is no lab ${lab}`;
  const ids = lab === undefined ? own : idsOf(lab);
  return id === undefined || ids === undefined || ids.includes(id)
    ? undefined
    : "there is no such heading";
}
