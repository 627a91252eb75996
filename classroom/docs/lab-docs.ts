import path from "node:path";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { withLabs } from "../../infra/active-labs.ts";
import { catalogue } from "../../labs/catalogue.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { type FieldSchema, settingFields } from "../../labs/contract/setting-fields.ts";
import { bilingual } from "../../labs/contract/text.ts";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { anHour, dollars } from "../console/money.ts";
import { classOnMocks } from "../mocks/class-tree.ts";
import type { Recorded } from "../mocks/dry-run.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";
import { STUDENTS } from "../pricing/class-cost.ts";
import { pricedResources } from "../pricing/class-resources.ts";
import { costLines } from "../pricing/cost-line.ts";
import { readPrices } from "../pricing/price-table.ts";
import { total, unpriced } from "../pricing/totals.ts";

/** The page of the catalogue. */
export const LAB_DOCS = path.join(PROJECT, "docs/labs.md");

/** docs/labs.md: the catalogue for readers, generated from the labs. */
export async function labDocs(): Promise<string> {
  const sections: string[] = [];
  // One after the other: Pulumi's mocks serve one program at a time.
  for (const lab of catalogue) sections.push(await section(lab));
  const text = [
    "# The labs",
    "",
    "Made by `npm run class -- docs` from the labs themselves; a test fails when it is stale.",
    "A lab is on when its id stands below `class:labs`, with `true` or its settings. What it costs is said for the lab",
    `alone, at list prices in Seoul ([how](cost.md)): what it costs an hour, used or not, and what ${STUDENTS} students' use adds.`,
    "",
    ...sections,
  ].join("\n");
  return formatted(text);
}

async function section(lab: Lab): Promise<string> {
  const { title, teaches, settings, outputs: declared, id, needsPlugin } = lab;
  const labs = [{ lab, settings: settings.parse({}) }];
  const { nodes, resources } = await classOnMocks(withLabs(SAMPLE_CONFIG, labs));
  const outputs = Object.entries(declared).map(([name, { label }]) => `\`${name}\` (${label.en})`);
  return [
    `## ${id}`,
    "",
    `**${bilingual(title)}.** ${teaches.en}`,
    "",
    `- Builds: ${built(resources) || "nothing"}`,
    `- Costs: ${await costs(pricedResources({ nodes, resources }))}`,
    ...(needsPlugin === undefined ? [] : [`- Needs: Pulumi's plugin \`${needsPlugin}\``]),
    `- Outputs: ${outputs.join(", ") || "none"}`,
    ...settingLines(settings),
    "",
  ].join("\n");
}

/** The number of AWS resources by type, without those that only connect others. */
function built(resources: readonly Recorded[]): string {
  const kinds = resources
    .flatMap(({ type }) => /^awsx?:([^/:]+).*:(\w+)$/.exec(type)?.slice(1).join(".") ?? [])
    .filter((kind) => !CONNECTING.test(kind));
  return [...Map.groupBy(kinds.sort(), (kind) => kind)]
    .map(([kind, all]) => (all.length === 1 ? kind : `${all.length} ${kind}`))
    .join(", ");
}

const CONNECTING =
  /Association|Attachment|Rule$|Route$|PublicAccessBlock|OwnershipControls|DefaultSecurityGroup/;

const PRICES = { region: SAMPLE_CONFIG.region, students: STUDENTS, prices: readPrices() };

/** What a lab costs for each hour that it exists, and what its use in class adds. */
async function costs(resources: readonly PricedResource[]): Promise<string> {
  const rules = joined(await services(), "prices");
  const lines = costLines(resources, { ...PRICES, rules });
  const { hour, class: use } = total(lines, 0);
  const parts = [
    ...(hour > 0 ? [`${anHour(hour)} an hour`] : []),
    ...(use > 0 ? [`${dollars(use)} for use`] : []),
    ...unpriced(lines).map(({ item }) => `${item} (not priced)`),
  ];
  return parts.join(" and ") || "nothing";
}

function settingLines(settings: Lab["settings"]): string[] {
  const rows = settingFields(settings).map(
    ({ path: field, schema }) =>
      `| \`${field}\` | ${schema.description ?? ""} | ${values(schema)} | ${defaultOf(schema)} |`,
  );
  if (rows.length === 0) return [];
  return ["", "| setting | meaning | values | default |", "| --- | --- | --- | --- |", ...rows];
}

function values(schema: FieldSchema): string {
  const { type = "any", enum: choices, minimum, maximum, items, properties } = schema;
  if (choices) return choices.map((choice) => `\`${choice}\``).join(", ");
  if (items) return `list of ${values(items)}`;
  if (properties) return `\`{${Object.keys(properties).join(", ")}}\``;
  if (typeof schema.additionalProperties === "object")
    return `map to ${values(schema.additionalProperties)}`;
  return minimum === undefined || maximum === undefined
    ? type
    : `${type}, ${minimum} to ${maximum}`;
}

const defaultOf = ({ default: value }: FieldSchema): string =>
  value === undefined ? "none" : `\`${JSON.stringify(value)}\``;
