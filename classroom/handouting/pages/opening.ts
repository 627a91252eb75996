import { catalogue } from "../../../labs/catalogue.ts";
import { settingFields } from "../../../labs/contract/setting-fields.ts";
import { anHour, dollars } from "../../console/money.ts";
import { consoleLink, RESOURCE_NAMES } from "../../drawing/resource-names.ts";
import { inLanguage } from "../../stack/outputs.ts";
import type { Handout } from "../source/handout.ts";
import type { Tool } from "../source/parse-handout.ts";
import { sentence, TOOL_NAMES, WORDS } from "../texts.ts";
import { callsIn, type Value, valueOf } from "../values.ts";
import { code, type Inline, link, type Piece, strong, text, withCode, withGaps } from "./pieces.ts";
import { outputInlines } from "./placeholder-inlines.ts";
import type { HandoutSubject } from "./subject.ts";

/** The parts above the steps: goals, requirements, resources and cost. */
export const opening = (
  handout: Handout,
  subject: HandoutSubject,
  intro: readonly Piece[],
): Piece[] => [
  ...sampleNote(subject),
  ...intro,
  needs(handout, subject),
  ...goals(subject),
  ...standing(subject),
  ...values(subject),
  ...settingsFold(subject),
];

function sampleNote({ about, isSample }: HandoutSubject): Piece[] {
  if (!isSample) return [];
  const command = code("npm run class -- handouts");
  return [{ kind: "paragraph", inlines: withGaps(WORDS.sample[about.reading.language], command) }];
}

function goals({ lab, about }: HandoutSubject): Piece[] {
  const { language } = about.reading;
  const sentences = inLanguage(lab.teaches, language).split(/(?<=[.?!]) +/);
  return [
    { kind: "heading", level: 2, id: "goals", title: WORDS.goals[language] },
    { kind: "list", items: sentences.map(withCode) },
  ];
}

function needs({ minutes, tools, with: others }: Handout, subject: HandoutSubject): Piece {
  const { language } = subject.about.reading;
  const named = tools.map((tool) => TOOL_NAMES[tool as Tool][language]).join(", ");
  const row = (what: { readonly en: string; readonly ko: string }, inlines: readonly Inline[]) => [
    strong(what[language]),
    text(": "),
    ...inlines,
  ];
  return {
    kind: "list",
    items: [
      row(WORDS.minutes, [text(sentence(WORDS.aboutMinutes[language], String(minutes)))]),
      row(WORDS.tools, [
        text(named === "" ? WORDS.noTools[language] : sentence(WORDS.besides[language], named)),
      ]),
      ...(tools.includes("aws-cli")
        ? [row(WORDS.cli, withGaps(WORDS.pager[language], code('export AWS_PAGER=""')))]
        : []),
      ...(others.length === 0 ? [] : [row(WORDS.with, labsNamed(others, subject))]),
      row(WORDS.cost, [text(costOf(subject))]),
    ],
  };
}

const labsNamed = (ids: readonly string[], { about }: HandoutSubject): Inline[] =>
  ids.flatMap((id, at) => {
    const lab = catalogue.find((each) => each.id === id);
    const title = lab ? inLanguage(lab.title, about.reading.language) : id;
    return [...(at > 0 ? [text(", ")] : []), text(`${title} (`), code(id), text(")")];
  });

function costOf({ facts, about }: HandoutSubject): string {
  const { language } = about.reading;
  const { hour, use, students, unpriced } = facts;
  const useGaps = [dollars(use), String(students)];
  const parts = [
    ...(hour > 0 ? [sentence(WORDS.hour[language], anHour(hour))] : []),
    ...(use > 0
      ? [sentence(WORDS.use[language], ...(language === "ko" ? useGaps.toReversed() : useGaps))]
      : []),
    ...(unpriced.length > 0 ? [sentence(WORDS.unpriced[language], unpriced.join(", "))] : []),
  ];
  const listed = sentence(WORDS.listPrice[language], about.region);
  return parts.length === 0 ? WORDS.nothing[language] : `${parts.join(", ")}. ${listed}`;
}

function standing({ types, about }: HandoutSubject): Piece[] {
  const { language, isEmulated } = about.reading;
  const kinds = Object.entries(RESOURCE_NAMES).flatMap(([type, name]) => {
    const count = types.filter((each) => each === type).length;
    return count === 0 ? [] : [{ name, count }];
  });
  if (kinds.length === 0) return [];
  const columns = [WORDS.kind, WORDS.count, ...(isEmulated ? [] : [WORDS.console])];
  return [
    { kind: "heading", level: 2, id: "standing", title: WORDS.standing[language] },
    { kind: "paragraph", inlines: [text(WORDS.standingIntro[language])] },
    {
      kind: "table",
      headings: columns.map((each) => each[language]),
      rows: kinds.map(({ name, count }) => [
        [text(inLanguage(name, language))],
        [text(String(count))],
        ...(isEmulated ? [] : [[link(consoleLink(name, about.region), WORDS.open[language])]]),
      ]),
    },
  ];
}

function values({ lab, about }: HandoutSubject): Piece[] {
  const { language } = about.reading;
  const items = Object.entries(lab.outputs).map(([name, { label }]) => [
    strong(inLanguage(label, language)),
    text(": "),
    ...(isOfLines(valueOf(about, lab.id, name))
      ? [text(WORDS.lines[language])]
      : outputInlines(about, lab.id, name)),
  ]);
  return [
    { kind: "heading", level: 2, id: "values", title: WORDS.values[language] },
    items.length === 0
      ? { kind: "paragraph", inlines: [text(WORDS.noValues[language])] }
      : { kind: "list", items },
  ];
}

/** A text of several lines, such as a file's, which a list would show in one. */
const isOfLines = (value: Value): boolean =>
  value.state === "shown" && value.texts.some((each) => each.trim().includes("\n"));

function settingsFold({ lab, settings, about }: HandoutSubject): Piece[] {
  const { language } = about.reading;
  const fields = settingFields(lab.settings).filter(({ path }) => !/[.*[]/.test(path));
  if (fields.length === 0) return [];
  const { setting, value, meaning, notSet } = WORDS;
  const rows = fields.map(({ path, schema }) => {
    const its = settings[path];
    const shown = its === undefined ? text(notSet[language]) : code(JSON.stringify(its));
    const what = language === "ko" ? (schema.ko ?? schema.description) : schema.description;
    return [[code(`class:labs.${lab.id}.${path}`)], [shown], [text(callsIn(what ?? "", about))]];
  });
  const headings = [setting, value, meaning].map((each) => each[language]);
  return [
    {
      kind: "fold",
      summary: WORDS.settings[language],
      pieces: [{ kind: "table", headings, rows }],
    },
  ];
}
