import path from "node:path";
import { type Emulator, startEmulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { findEngine } from "../../../engine/engine.ts";
import { ExplainedError } from "../../../lib/errors.ts";
import { type Report, step } from "../../../lib/progress.ts";
import { PROJECT } from "../../../lib/project.ts";
import { providerMap } from "../../support/engine/terraform-plan.ts";
import { type Compared, comparisonTable, isMet } from "../measure/compared.ts";
import { median, type Measured } from "../measure/measured.ts";
import type { Section } from "../measure/section.ts";
import { Layout } from "../template/layout.ts";
import { sizeOf, terraformConfiguration } from "./configuration.ts";
import { Terraform, terraformVersion } from "./terraform.ts";

const ROUNDS = 3;

/** Go programs collect garbage as often on both sides; it is what our engine sets for Pulumi. */
const GOGC = "200";

/** Of Terraform's time and memory. */
const WANTED = {
  up: { ratio: 1, memoryRatio: 1.3 },
  refresh: { ratio: 0.9, memoryRatio: 1.3 },
  preview: { ratio: 0.9, memoryRatio: 1.3 },
  destroy: { ratio: 1.3, memoryRatio: 1.3 },
};

interface Sides {
  readonly ours: Layout;
  readonly terraform: Terraform;
}

/**
 * The labs of Pulumi.local.yaml by Pulumi and by Terraform: the same resources and provider, an emulator each; the two take
 * turns.
 *
 * @param folder for stack, configuration and emulators
 * @throws ExplainedError when there is nothing to compare; Error with the differences when a plan or preview is not empty
 */
export async function benchTerraform(folder: string, report: Report): Promise<Section> {
  const version = await terraformVersion();
  const engine = await findEngine(report);
  if (engine.official)
    throw new ExplainedError(
      "Pulumi's own AWS provider is installed: it has another version of Terraform's provider, so that nothing can be compared",
    );
  const folders = [path.join(folder, "pulumi"), path.join(folder, "terraform")] as const;
  try {
    const emulators = [
      await emulatorIn(folders[0], report),
      await emulatorIn(folders[1], report),
    ] as const;
    const env = { ...engine.env, ...emulators[0].env, GOGC };
    const pulumi = { command: engine.command, env };
    const ours = new Layout({ project: PROJECT, folder: folders[0], settings: {}, pulumi });
    const terraform = new Terraform(folders[1], emulators[1], { GOGC });
    const map = await providerMap(path.join(folder, "map"));
    await ours.create();
    const up = await step(report, "pulumi up", () => ours.up());
    const configuration = terraformConfiguration(await ours.export(), map);
    await terraform.init(configuration);
    const apply = await step(report, "terraform apply", () =>
      terraform.measure("apply", "-auto-approve"),
    );
    const unchanged = await plans({ ours, terraform }, report);
    const destroys = await destroyed({ ours, terraform }, report);
    await checkEmpty(emulators);
    const rows: Compared[] = [
      { what: "up / apply", ours: up, theirs: apply, wanted: WANTED.up },
      { what: "preview --refresh / plan", ...unchanged.refresh, wanted: WANTED.refresh },
      { what: "preview / plan -refresh=false", ...unchanged.preview, wanted: WANTED.preview },
      { what: "destroy", ...destroys, wanted: WANTED.destroy },
    ];
    return {
      name: "terraform",
      table: comparisonTable(rows, { ours: "Pulumi", theirs: "Terraform" }),
      isMet: rows.every(isMet),
      rows,
      notes: [
        `${sizeOf(configuration)} resources, the labs of Pulumi.local.yaml; Terraform's configuration is written from the stack's state.`,
        `Pulumi: ${engine.description}. Terraform ${version}. Both: AWS provider ${map.terraform}, GOGC ${GOGC}, an emulator each, their own defaults for parallel work.`,
        `Plans and previews are empty; the median of ${ROUNDS} after a warm-up. Terraform refreshes before it applies and destroys, Pulumi does not.`,
      ],
    };
  } finally {
    for (const each of folders) await stopEmulator(each);
  }
}

const emulatorIn = async (folder: string, report: Report): Promise<Emulator> =>
  (await startEmulator(folder, report)).emulator;

async function plans({ ours, terraform }: Sides, report: Report) {
  const round = async () => ({
    refresh: {
      ours: await ours.measure("preview", "--refresh", "--expect-no-changes"),
      theirs: await terraform.emptyPlan(),
    },
    preview: {
      ours: await ours.measure("preview", "--expect-no-changes"),
      theirs: await terraform.emptyPlan("-refresh=false"),
    },
  });
  const all: Awaited<ReturnType<typeof round>>[] = [];
  for (let at = 0; at <= ROUNDS; at++) {
    const name = at === 0 ? "warm-up" : `${at} of ${ROUNDS}`;
    const figures = await step(report, `Previews and plans, ${name}`, round);
    if (at > 0) all.push(figures);
  }
  const of = (key: "refresh" | "preview"): Record<"ours" | "theirs", Measured> => ({
    ours: median(all.map((each) => each[key].ours)),
    theirs: median(all.map((each) => each[key].theirs)),
  });
  return { refresh: of("refresh"), preview: of("preview") };
}

async function destroyed({ ours, terraform }: Sides, report: Report) {
  return {
    ours: await step(report, "pulumi destroy", () =>
      ours.measure("destroy", "--yes", "--skip-preview"),
    ),
    theirs: await step(report, "terraform destroy", () =>
      terraform.measure("destroy", "-auto-approve"),
    ),
  };
}

/** @throws Error when something is left */
async function checkEmpty(emulators: readonly Emulator[]): Promise<void> {
  const left = (await Promise.all(emulators.map((emulator) => inventory(emulator)))).flat();
  if (left.length > 0) throw new Error(`not destroyed: ${left.join(", ")}`);
}
