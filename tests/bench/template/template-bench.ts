import { mkdirSync } from "node:fs";
import path from "node:path";
import { version as TYPESCRIPT } from "typescript";
import { startEmulator } from "../../../engine/emulator/emulator.ts";
import { findEngine } from "../../../engine/engine.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { step } from "../../../lib/progress.ts";
import { Layout, type Sources, type Timing } from "./layout.ts";
import { writeOwnProject, writeStockProject } from "./projects.ts";

const ROUNDS = 3;
/** How much of the template's time a preview may take, when the template has to compile. */
const RATIO_BAR = 0.4;
/** Within how many seconds a program with all labs is to have its first resource. */
const START_BAR = 1.2;

interface Pair<T> {
  readonly stock: T;
  readonly ours: T;
}

const report = (line: string): void => {
  console.error(line);
};

/**
 * What our layout saves against Pulumi's TypeScript template.
 *
 * @param folder for projects, stacks and the emulator
 * @returns whether every bar is met
 */
export async function benchTemplate(folder: string): Promise<boolean> {
  const engine = await findEngine(report);
  const { emulator } = await startEmulator(folder, report);
  const pulumi = { command: engine.command, env: { ...engine.env, ...emulator.env } };
  const projects = { stock: path.join(folder, "stock"), ours: path.join(folder, "ours") };
  for (const project of Object.values(projects)) mkdirSync(project);
  writeStockProject(projects.stock);
  writeOwnProject(projects.ours);
  const layouts = (name: string, settings: Readonly<Record<string, unknown>>): Pair<Layout> => {
    const layout = (side: keyof Pair<unknown>) =>
      new Layout({
        project: projects[side],
        folder: path.join(folder, `${name}-${side}`),
        settings,
        pulumi,
      });
    return { stock: layout("stock"), ours: layout("ours") };
  };

  const standing = layouts("standing", {});
  await standing.ours.create();
  await step(report, "Bringing the labs of Pulumi.local.yaml up", () => standing.ours.up());
  standing.stock.copyStack(standing.ours);
  const previews = (sources: Sources) =>
    compare(`No-change preview, sources ${sources}`, sources, standing, "--expect-no-changes");
  const fresh = await previews("new");
  const edited = await previews("edited");
  const unchanged = await previews("unchanged");

  // A lab whose plugin the engine cannot have has no preview.
  const labs = catalogue.filter((lab) => engine.official || lab.needsPlugin === undefined);
  const on = Object.fromEntries(labs.map(({ id }) => [id, true]));
  const all = layouts("all", { "class:labs": on });
  await Promise.all([all.stock.create(), all.ours.create()]);
  const start = await compare(`Program start, ${labs.length} labs`, "unchanged", all);

  const rows: Row[] = [
    { title: "no-change preview, sources new", pair: fresh, key: "preview", ratioBar: RATIO_BAR },
    { title: "  one lab edited", pair: edited, key: "preview", ratioBar: RATIO_BAR },
    { title: "  nothing edited", pair: unchanged, key: "preview" },
    {
      title: `program start, ${labs.length} labs`,
      pair: start,
      key: "programStart",
      bar: START_BAR,
    },
  ];
  console.log(`
seconds, median of ${ROUNDS}            template   ours  ratio
${rows.map(shown).join("\n")}

${fresh.ours.resources} resources in the previews, ${start.ours.resources} in the program start. Not measured: terraform plan.
template: our sources in the layout of Pulumi's aws-typescript (CommonJS; its tsconfig.json, and what our sources
  need besides: esModuleInterop, lib, types). Pulumi's ts-node compiles and checks them with TypeScript ${TYPESCRIPT}.
  It keeps what it has compiled: where nothing is edited, nothing is checked either.
ours: Node ${process.version} strips the types.
both: ${engine.description}; one emulator; the template's stack is a
  copy of ours; the packages are ours; the two take turns. "New" is the first run on a machine, nothing compiled, Pulumi itself included.
program start: from the start of the program's process to its first resource, apart from the stack.`);
  return rows.every(isMet);
}

interface Row {
  readonly title: string;
  readonly pair: Pair<Timing>;
  readonly key: "preview" | "programStart";
  /** The largest part of the template's time that ours may be. */
  readonly ratioBar?: number;
  /** The most seconds that ours may take. */
  readonly bar?: number;
}

const ratio = ({ pair, key }: Row): number => pair.ours[key] / pair.stock[key];

const isMet = (row: Row): boolean =>
  ratio(row) <= (row.ratioBar ?? Infinity) && row.pair.ours[row.key] <= (row.bar ?? Infinity);

function shown(row: Row): string {
  const { title, pair, key, ratioBar, bar } = row;
  const seconds = [pair.stock, pair.ours].map((timing) => timing[key].toFixed(2).padStart(7));
  const bars = [
    ...(ratioBar === undefined ? [] : [`ratio at most ${ratioBar}`]),
    ...(bar === undefined ? [] : [`ours at most ${bar} s`]),
  ].map((text) => `  ${text}: ${isMet(row) ? "met" : "MISSED"}`);
  return [title.padEnd(32), ...seconds, ratio(row).toFixed(2).padStart(7), ...bars].join("");
}

/** The medians of both layouts, which take turns: what slows the machine down slows both. */
async function compare(
  title: string,
  sources: Sources,
  { stock, ours }: Pair<Layout>,
  ...flags: string[]
): Promise<Pair<Timing>> {
  const timings: Pair<Timing>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const name = round === 0 ? "warm-up" : `${round} of ${ROUNDS}`;
    const timing = await step(report, `${title}, ${name}`, async () => ({
      stock: await stock.preview(sources, ...flags),
      ours: await ours.preview(sources, ...flags),
    }));
    if (timing.stock.resources !== timing.ours.resources)
      throw new Error(`the layouts differ: ${JSON.stringify(timing)}`);
    if (round > 0) timings.push(timing);
  }
  return {
    stock: medians(timings.map((pair) => pair.stock)),
    ours: medians(timings.map((pair) => pair.ours)),
  };
}

function medians(timings: readonly Timing[]): Timing {
  const median = (key: keyof Timing): number =>
    timings.map((timing) => timing[key]).sort((a, b) => a - b)[Math.floor(timings.length / 2)] ??
    NaN;
  return {
    preview: median("preview"),
    programStart: median("programStart"),
    resources: median("resources"),
  };
}
