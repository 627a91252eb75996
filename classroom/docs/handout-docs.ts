import path from "node:path";
import type { ClassConfig } from "../../infra/config.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { PROJECT } from "../../lib/project.ts";
import { type ReadyHandout, sampleHandouts } from "../handouting/class-handouts.ts";
import { pageMarkdown } from "../handouting/pages/to-markdown.ts";
import { formatted } from "../console/markdown.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";

/** Where readers find handouts without a class. */
const FOLDER = path.join(PROJECT, "docs/handouts");

const LANGUAGES = ["ko", "en"] as const;

/** A class of which commands can be shown: one address may log in to servers. */
const CONFIG: ClassConfig = { ...SAMPLE_CONFIG, stack: "dev", adminCidrs: ["203.0.113.7/32"] };

/** docs/handouts/: the handouts with sample values, by file. */
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
  return new Map(await Promise.all(pages));
}
