import path from "node:path";
import type { ClassConfig } from "../../infra/config.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { bilingual } from "../../labs/contract/text.ts";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { type ReadyHandout, sampleHandouts } from "../handouting/class-handouts.ts";
import { pageMarkdown } from "../handouting/pages/to-markdown.ts";
import { readHandout } from "../handouting/source/handout-files.ts";
import { blocksIn, placed } from "../handouting/source/handout.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";

/** Folder of the handouts with sample values. */
const FOLDER = path.join(PROJECT, "docs/handouts");

const LANGUAGES = ["ko", "en"] as const;

/** A class whose commands can all be shown: one address may log in to servers. */
const CONFIG: ClassConfig = { ...SAMPLE_CONFIG, stack: "dev", adminCidrs: ["203.0.113.7/32"] };

/** docs/handouts/: the handouts with sample values, and their index, by file. */
export async function handoutDocs(): Promise<ReadonlyMap<string, string>> {
  const ready: ReadyHandout[] = [];
  // One after the other: Pulumi's mocks serve one program at a time.
  for (const lab of catalogue)
    ready.push(
      ...(await sampleHandouts(CONFIG, { lab, settings: lab.settings.parse({}) }, LANGUAGES)),
    );
  const pages = ready.map(async ({ language, page, filling }) => {
    const labs = ready.filter((each) => each.language === language).map((each) => each.page.lab);
    const text = pageMarkdown(page, filling, { labs, project: "../../.." });
    return [path.join(FOLDER, language, `${page.lab}.md`), await formatted(text)] as const;
  });
  return new Map([
    [path.join(FOLDER, "README.md"), await formatted(list(ready))] as const,
    ...(await Promise.all(pages)),
  ]);
}

function list(ready: readonly ReadyHandout[]): string {
  const rows = catalogue.flatMap(({ id, title }) => {
    const links = LANGUAGES.flatMap((language) =>
      ready.some((each) => each.language === language && each.page.lab === id)
        ? [`[${language}](${language}/${id}.md)`]
        : [],
    );
    const minutes = readHandout(id, "en")?.minutes;
    return minutes === undefined
      ? []
      : [`| \`${id}\` | ${bilingual(title)} | ${minutes} | ${links.join(", ")} |`];
  });
  return [
    "# Handouts",
    "",
    "Made by `npm run class -- docs` from `labs/<id>/handout.ko.md` and `labs/<id>/handout.en.md`; a test fails when they are stale.",
    "Values are samples: `npm run class -- handouts` writes the pages with those of a class. How they are written and checked is described in [labs](../../labs/README.md).",
    "",
    "| lab | title | minutes | handout |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "## Commands that no test runs",
    "",
    `Of ${count("")} blocks of commands, ${count("emulator")} are run by a test on the emulated AWS, ${count("scratch")} in a server's sandbox and ${count("mysql")} by a database. Those of lab \`vpc-wizard\`, which needs Pulumi's plugin awsx, are run on the network of \`vpc-manual\`: it has the same shape and outputs, but fewer route tables. The others, with the reason:`,
    "",
    "| lab | under | where | only AWS | why no test runs it |",
    "| --- | --- | --- | --- | --- |",
    ...unrun(),
    "",
  ].join("\n");
}

/** The number of command blocks that tests run in this way; "" for all. */
const count = (run: string): number =>
  commands().filter(({ part: { words } }) => run === "" || words.run === run).length;

const commands = () =>
  catalogue.flatMap(({ id }) => {
    const handout = readHandout(id, "en");
    return handout
      ? blocksIn(handout)
          .filter(({ part }) => part.words.run !== undefined)
          .map((each) => ({ lab: id, handout, ...each }))
      : [];
  });

/** Blocks that no test runs: one row for each heading and reason. */
const unrun = (): string[] => [
  ...new Set(
    commands().flatMap(({ lab, handout, heading, part: { words } }) => {
      const { on = "", run, because = "" } = words;
      if (run !== "aws" && run !== "no") return [];
      const found = placed(handout.parts).find(
        ({ part }) => part.kind === "heading" && part.id === heading,
      )?.part;
      const title = found?.kind === "heading" ? found.title : "";
      const reason = because.replaceAll("|", "\\|");
      return [`| \`${lab}\` | ${title} | ${on} | ${run === "aws" ? "yes" : "no"} | ${reason} |`];
    }),
  ),
];
