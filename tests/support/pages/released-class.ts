import { readFileSync } from "node:fs";
import path from "node:path";
import { type ClassConfig, parseConfig } from "../../../infra/config.ts";
import type { LastChecks } from "../../../classroom/checking/last-checks.ts";
import { type Look, stackView, type StackView } from "../../../classroom/class-page/stack-view.ts";
import { readPrices } from "../../../classroom/pricing/price-table.ts";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { ED25519_KEY } from "../keys.ts";
import { FIXTURES } from "../engine/released-state.ts";

/** The labs of `npm start`. */
export const USUAL = [
  "linux-server",
  "static-site",
  "dynamodb",
  "load-balancer",
  "cloudwatch-alarm",
];

/** When the pages of tests are written. */
export const NOW = new Date("2026-11-30T03:00:00Z");

const text = readFileSync(path.join(FIXTURES, "state-v0.1.0.json"), "utf8");

/** A class's state with all labs that the engine built here carries, made some hours ago. @param change of its text, e.g. for hostile names */
export function releasedState(change: (text: string) => string = (same) => same): unknown {
  const state = JSON.parse(
    change(text.replaceAll("2099-12-31T18:00:00+09:00", "2026-11-30T18:00:00+09:00")),
  ) as { deployment: { resources: { created?: string }[] } };
  for (const resource of state.deployment.resources) resource.created = "2026-11-30T00:30:00Z";
  return state;
}

export interface ClassOptions {
  /** @default all */
  readonly labs?: readonly string[];
  readonly environment?: ClassConfig["environment"];
  readonly state?: unknown;
}

/** The settings of that class. */
export function releasedConfig({ labs, environment = "dev", state }: ClassOptions): ClassConfig {
  const { resources } = (
    state as { deployment: { resources: { type: string; outputs?: object }[] } }
  ).deployment;
  const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  const all = Object.keys(outputs).filter((name) => name !== "class");
  const settings = (labs ?? all).map((id) => [id, DOMAINS[id] ?? true] as const);
  return parseConfig({
    stack: "dev",
    values: {
      "aws:region": "ap-northeast-2",
      "class:environment": environment,
      "class:expires": "2026-11-30T18:00:00+09:00",
      "class:email": "teacher@example.com",
      "class:publicKey": ED25519_KEY,
      "class:labs": JSON.stringify(Object.fromEntries(settings)),
    },
  });
}

const DOMAINS: Readonly<Record<string, object>> = {
  "domain-site": { domain: "our-school.test" },
};

/** That class as a page shows it. */
export async function releasedView(
  options: ClassOptions = {},
  look: Partial<Look> = {},
): Promise<StackView> {
  const state = options.state ?? releasedState();
  const config = releasedConfig({ ...options, state });
  const checks = await allPassed(config.labs.map(({ lab }) => lab.id));
  return stackView(
    { config, state, stack: { name: "dev" } },
    { language: "en", now: NOW, prices: readPrices(), checks, ...look },
  );
}

/** What `check` notes where every check has passed but the last of each third lab. */
export async function allPassed(labs: readonly string[]): Promise<LastChecks> {
  const noted = await Promise.all(
    labs.map(async (id, at) => {
      const { checks } = await proofOf(id);
      const results = checks.map(({ name }, number) => ({
        check: name.en,
        outcome:
          at % 3 === 2 && number === checks.length - 1 ? ("fail" as const) : ("pass" as const),
      }));
      return [id, { at: "2026-11-30T02:50:00Z", results }] as const;
    }),
  );
  return Object.fromEntries(noted);
}

/** A class in which every text that people may choose is this one: names, outputs, checks, what resources are called. */
export async function hostileView(text: string): Promise<StackView> {
  const state = releasedState();
  const { resources } = (state as { deployment: { resources: HostileResource[] } }).deployment;
  for (const resource of resources) {
    const { type, outputs = {}, urn } = resource;
    if (type.startsWith("aws:")) {
      const name = urn.split("::").at(-1) ?? "";
      resource.urn = `${urn.slice(0, -name.length)}${text} ${name}`;
      for (const key of ["cidrBlock", "instanceType"]) if (key in outputs) outputs[key] = text;
    }
    if (type !== "pulumi:pulumi:Stack") continue;
    for (const [lab, values] of Object.entries(outputs))
      if (lab !== "class")
        outputs[lab] = Object.fromEntries(
          Object.keys(values as object).map((key) => [key, [`https://example.com/${text}`, text]]),
        );
  }
  const view = await releasedView({ state, labs: HOSTILE_LABS });
  const checks = { at: text, results: [{ name: text, outcome: "fail" as const }] };
  return {
    ...view,
    ...{ stack: text, className: text, region: text, expires: text },
    labs: view.labs.map((lab) => ({
      ...lab,
      ...{ title: { en: `${text} ${lab.id}`, ko: `${text} 2` }, teaches: text, checks },
    })),
  };
}

/** With every kind of output, and drawings with frames, sizes and lines. */
const HOSTILE_LABS = ["linux-server", "s3-backup", "rds-mysql", "vpc-peering", "load-balancer"];

interface HostileResource {
  readonly type: string;
  urn: string;
  readonly outputs?: Record<string, unknown>;
}
