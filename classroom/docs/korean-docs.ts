import path from "node:path";
import { catalogue } from "../../labs/catalogue.ts";
import type { Proof } from "../../labs/contract/check.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { settingFields } from "../../labs/contract/setting-fields.ts";
import type { Text } from "../../labs/contract/text.ts";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { proofOf } from "../stack/subjects.ts";

/** The page that lists missing Korean texts. */
export const KOREAN_DOCS = path.join(PROJECT, "docs/korean.md");

/** docs/korean.md: the texts that Korean readers still see in English. */
export async function koreanDocs(): Promise<string> {
  const labs = await Promise.all(
    catalogue.map(async (lab) => ({ id: lab.id, missing: missingIn(lab, await proofOf(lab.id)) })),
  );
  const lines = labs.flatMap(({ id, missing }) => missing.map((what) => `- ${id}: ${what}`));
  return formatted(
    [
      "# Texts without Korean",
      "",
      "Made by `npm run class -- docs`; a test fails when it is stale. In their place English is shown.",
      "",
      ...(lines.length > 0
        ? lines
        : ["None: every title, output, setting, check and fault has both languages."]),
      "",
    ].join("\n"),
  );
}

/** The texts of a lab without Korean. */
export function missingIn(lab: Lab, { checks, fault }: Proof): string[] {
  const texts: [string, Text][] = [
    ["title", lab.title],
    ["teaches", lab.teaches],
    ...Object.entries(lab.outputs).map(([name, { label }]): [string, Text] => [
      `output ${name}`,
      label,
    ]),
    ...checks.flatMap(({ name, hint }): [string, Text][] => [
      [`check "${name.en}"`, name],
      [`hint of check "${name.en}"`, hint],
    ]),
    ...(fault ? [["fault", fault.does] as [string, Text]] : []),
  ];
  return [
    ...texts.flatMap(([what, { ko }]) => (ko ? [] : [what])),
    ...settingFields(lab.settings).flatMap(({ path: field, schema: { ko } }) =>
      ko ? [] : [`setting ${field}`],
    ),
  ];
}
