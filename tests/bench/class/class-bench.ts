import { inventory } from "../../../engine/emulator/inventory.ts";
import { type Engine, findEngine } from "../../../engine/engine.ts";
import { type Report, step } from "../../../lib/progress.ts";
import { type Compared, comparisonTable, isMet, type Wanted } from "../measure/compared.ts";
import { type Measured, type MeasuredRun, oneAfterTheOther } from "../measure/measured.ts";
import type { Section } from "../measure/section.ts";
import { BenchClass, knows } from "./bench-class.ts";

/** So many students' stacks are brought up one after the other; what more would take is estimated from them. */
const MOST_SEQUENTIAL = 4;

const GIB = 2 ** 30;

/** What is asked of a class of thirty on two cores. */
const WANTED: Readonly<Record<string, Wanted>> = {
  open: { ratio: 0.35, memory: 4 * GIB },
  "open, after the first student": { seconds: 200 },
  "open again, unchanged": { seconds: 80, memory: 4 * GIB },
  check: { seconds: 30, memory: 4 * GIB },
  status: { seconds: 6 },
  close: { seconds: 150, memory: 4 * GIB },
};

const BAR_SIZE = 30;

/**
 * Classes of students from opening to closing, beside the same students' stacks by Pulumi's CLI one after the other.
 *
 * @throws Error when a command fails, or something is left in the emulated account
 */
export async function benchClass(sizes: readonly number[], report: Report): Promise<Section> {
  const engine = await findEngine(report);
  const rows: Compared[] = [];
  for (const size of sizes) rows.push(...(await measureClass(size, engine, report)));
  const missing = ["check", "status", "close"].filter((name) => !knows(name));
  return {
    name: "class",
    table: comparisonTable(rows, { ours: "class", theirs: "sequential" }),
    rows,
    isMet: rows.every(isMet),
    notes: [
      `Each student has the labs ${BenchClass.labs.join(", ")}; a file backend, ${engine.description}, and an emulator for each size of class, whose first run finds nothing compiled.`,
      `Sequential: \`pulumi up\` (empty, then unchanged) and \`pulumi destroy\` of the students' stacks, one after the other, without the class's own stack, which ours have besides. Of more than ${MOST_SEQUENTIAL} students ${MOST_SEQUENTIAL} are measured, and the others estimated from them.`,
      "Memory: the most at one moment, of the command and of all that it starts; proportional set size, sampled every 250 ms; without the emulator.",
      ...missing.map((name) => `Not measured: ${name}, which has no option --class yet.`),
    ],
  };
}

async function measureClass(size: number, engine: Engine, report: Report): Promise<Compared[]> {
  const group = await BenchClass.start(size, engine, report);
  const students = size === 1 ? "1 student" : `${size} students`;
  const run = <T>(what: string, work: () => Promise<T>): Promise<T> =>
    step(report, `${students}: ${what}`, work);
  try {
    const open = await run("open", () => group.open());
    const again = await run("open again", () => group.openAgain());
    const check = await ifKnown("check", () => run("check", () => group.command("check")));
    const status = await ifKnown("status", () => run("status", () => group.command("status")));
    const sequential = await run("sequential", () => sequentially(group));
    const close = await ifKnown("close", () => run("close", () => group.command("close", "--yes")));
    if (close) await checkEmpty(group);
    return compared(size, [
      ["open", open, sequential.up],
      ["open, after the first student", afterCanary(group, open)],
      ["open again, unchanged", again, sequential.unchanged],
      ["check", check],
      ["status", status],
      ["close", close, sequential.destroy],
    ]).map((row) => ({ ...row, what: `${students}: ${row.what}` }));
  } finally {
    await group.stop();
  }
}

async function ifKnown<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  return knows(name) ? work() : undefined;
}

type Line = readonly [what: string, ours: Measured | undefined, theirs?: Measured];

const compared = (size: number, lines: readonly Line[]): Compared[] =>
  lines.flatMap(([what, ours, theirs]) =>
    ours ? [{ what, ours, theirs, wanted: size === BAR_SIZE ? WANTED[what] : undefined }] : [],
  );

/** The part of `open` in which students' stacks come up side by side: the first one goes alone. */
function afterCanary(
  group: BenchClass,
  { lines, seconds, peak }: MeasuredRun,
): Measured | undefined {
  const [first, second] = group.students;
  const done = lines.find(({ text }) => new RegExp(`^ *${first ?? ""} +done `).test(text));
  if (second === undefined || done === undefined) return undefined;
  return { seconds: seconds - done.at, peak };
}

/** The students' stacks as Pulumi's CLI has them one after the other, in the state in which it finds and leaves them. */
async function sequentially(
  group: BenchClass,
): Promise<Record<"up" | "unchanged" | "destroy", Measured>> {
  const some = group.students.slice(0, MOST_SEQUENTIAL);
  const all = async (command: "up" | "destroy"): Promise<Measured> => {
    const runs: Measured[] = [];
    for (const student of some) runs.push(await group.pulumi(student, command));
    const { seconds, peak } = oneAfterTheOther(runs);
    return { seconds: (seconds * group.students.length) / some.length, peak };
  };
  const unchanged = await all("up");
  const destroy = await all("destroy");
  return { unchanged, destroy, up: await all("up") };
}

/** @throws Error when something is left */
async function checkEmpty({ emulator }: BenchClass): Promise<void> {
  const left = await inventory(emulator);
  if (left.length > 0) throw new Error(`close has left: ${left.join(", ")}`);
}
