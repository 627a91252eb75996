import path from "node:path";
import { z } from "zod";
import { catalogue } from "../infra/catalogue.ts";
import type { Lab } from "../infra/lab.ts";
import { buildClass } from "../infra/program.ts";
import { formatted } from "./markdown.ts";
import { SAMPLE_CONFIG } from "./sample-config.ts";
import { type Recorded, runOnMocks } from "./dry-run.ts";
import { PROJECT } from "./stack-file.ts";

/** Where the catalogue stands for readers. */
export const LAB_DOCS = path.join(PROJECT, "docs/labs.md");

/** docs/labs.md: the catalogue as its readers need it, made from the labs themselves. */
export async function labDocs(): Promise<string> {
  const sections: string[] = [];
  // One after the other: Pulumi's mocks serve one program at a time.
  for (const lab of catalogue) sections.push(await section(lab));
  const text = [
    "# The labs",
    "",
    "Made by `npm run class -- docs` from the labs themselves; a test fails when it is stale.",
    'A lab is on when its id stands below `class:labs`, with `true` or its settings. "By the hour" is what costs as',
    'long as it exists, used or not; "by use" costs cents in a class.',
    "",
    ...sections,
  ].join("\n");
  return formatted(text);
}

async function section(lab: Lab): Promise<string> {
  const { id, title, teaches, settings, needsPlugin } = lab;
  const labs = [{ lab, settings: settings.parse({}) }];
  const { resources, result } = await runOnMocks(() => buildClass({ ...SAMPLE_CONFIG, labs }));
  const outputs = Object.keys((result as Record<string, object>)[id] ?? {});
  return [
    `## ${id}`,
    "",
    `**${title.ko} · ${title.en}.** ${teaches}`,
    "",
    `- Builds: ${built(resources) || "nothing"}`,
    `- Costs: ${costClass(resources)}`,
    ...(needsPlugin === undefined ? [] : [`- Needs: Pulumi's plugin \`${needsPlugin}\``]),
    `- Outputs: ${outputs.map((name) => `\`${name}\``).join(", ") || "none"}`,
    ...settingLines(settings),
    "",
  ].join("\n");
}

/** The AWS resources, counted, without what only connects others. */
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

const BY_THE_HOUR =
  /^awsx?:.*:(Instance|NatGateway|LoadBalancer|Group|Environment|Stack|Eip|Volume|Key|Vpc)$/;
const BY_USE =
  /^aws:.*:(Bucket|Table|Distribution|FileSystem|Zone|Snapshot|Ami\w*|MetricAlarm|Topic)$/;
/** Free of charge, whatever their names say. */
const FREE = /^aws:(ec2\/vpc:|iam\/|cloudwatch\/logGroup)/;

export function costClass(resources: readonly Pick<Recorded, "type">[]): string {
  const types = resources.map(({ type }) => type).filter((type) => !FREE.test(type));
  if (types.some((type) => BY_THE_HOUR.test(type))) return "by the hour";
  return types.some((type) => BY_USE.test(type)) ? "by use" : "nothing";
}

/** What zod tells of a setting, in JSON Schema's words. */
interface Described {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

function settingLines(settings: z.ZodObject): string[] {
  const { properties = {} } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, Described>;
  };
  const rows = Object.entries(properties).map(
    ([name, described]) => `| \`${name}\` | ${values(described)} | ${defaultOf(described)} |`,
  );
  if (rows.length === 0) return [];
  return ["", "| setting | values | default |", "| --- | --- | --- |", ...rows];
}

function values({ type = "any", enum: choices, minimum, maximum }: Described): string {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(", ");
  return minimum === undefined || maximum === undefined
    ? type
    : `${type}, ${minimum} to ${maximum}`;
}

const defaultOf = ({ default: value }: Described): string =>
  value === undefined ? "none" : `\`${JSON.stringify(value)}\``;
