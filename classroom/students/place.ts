import { existsSync, rmSync } from "node:fs";
import pMap from "p-map";
import { z } from "zod";
import { type Emulator, runningEmulator } from "../../engine/emulator/emulator.ts";
import { type Engine, findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { withTraffic } from "../../engine/traffic/traffic.ts";
import { studentIn, studentStack } from "../../infra/students/settings.ts";
import { makeFolder } from "../../lib/files.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localEnvironment, localStack } from "../local/local-stack.ts";
import { orphansDone } from "../local/orphans.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { checkStack, NoStackError, type StackFile, stackFile } from "../pulumi/stack-file.ts";
import { backendOf } from "../pulumi/stack-state.ts";
import { forgetChecks } from "../checking/shared-checks.ts";
import { heldIn } from "../record/held-resources.ts";
import { keeperOn, shelfOf } from "../record/keeper-of.ts";
import { Ledger } from "../record/ledger.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import type { Shelf } from "../record/shelf.ts";
import { emulatedReach, provenReach, type Reach } from "../stack/reach.ts";
import { StudentFolder, halfMadeIn } from "./student-folder.ts";

const LISTED = z.array(
  z.object({
    name: z.string(),
    lastUpdate: z.string().optional(),
    updateInProgress: z.boolean().default(false),
    /** Left out by some backends. */
    resourceCount: z.number().optional(),
    /** Its address on Pulumi Cloud. */
    url: z.string().optional(),
  }),
);

/** How many states are read at the same time. */
const AT_ONCE = 4;

/** A stack in the backend's list. */
export type ListedStack = z.output<typeof LISTED>[number];

/** A class's stack and its students', on one backend. */
export class StudentsPlace {
  readonly engine: Engine;
  /** The class's own stack. */
  readonly stack: PulumiStack;
  readonly #env: NodeJS.ProcessEnv;
  readonly #emulator: Emulator | undefined;
  #backend: Promise<string> | undefined;
  #shelf: Promise<Shelf> | undefined;

  /**
   * @param env what Pulumi needs in addition to the user's environment
   * @param emulator the class's emulator; none for a class on AWS
   */
  constructor(
    engine: Engine,
    stack: PulumiStack,
    env: NodeJS.ProcessEnv = {},
    emulator?: Emulator,
  ) {
    this.engine = engine;
    this.stack = stack;
    this.#env = env;
    this.#emulator = emulator;
  }

  /** Connects to the AWS of each student's stack. */
  reach(report: Report): Reach {
    return this.#emulator ? emulatedReach(this.#emulator) : provenReach(report);
  }

  folderOf(student: string): StudentFolder {
    return new StudentFolder(this.stack.name, student);
  }

  /**
   * Waits until everything from killed commands has ended on this machine: no Pulumi process of theirs works on the class's
   * stacks, and the project has no file of theirs. For this machine's own class, `exclusively` handles the class's stack.
   *
   * @throws OrphanError
   */
  async settled(report: Report): Promise<void> {
    const isOwn = (stack: string): boolean => !this.#emulator && stack === this.stack.name;
    await orphansDone(
      (stack) => isOwn(stack) || studentIn(stack, this.stack.name) !== undefined,
      report,
    );
    for (const student of halfMadeIn(this.stack.name)) this.#forgetMaking(student);
  }

  /** Creates a student's stack, empty. @param file the class's, whose secrets are encrypted in the same way */
  async create(student: string, { secretsprovider }: StackFile): Promise<void> {
    const stack = this.stackOf(student);
    const isOwn = !existsSync(stackFile(stack.name));
    if (isOwn) this.folderOf(student).makingBegins();
    await stack.create(secretsprovider);
    if (isOwn) this.#forgetMaking(student);
  }

  /** Pulumi writes the encryption settings into the project; the student's settings have them already. */
  #forgetMaking(student: string): void {
    rmSync(stackFile(this.stackOf(student).name), { force: true });
    this.folderOf(student).makingEnds();
  }

  /** Where files about the class are stored beside its state, for all machines; looked up once. */
  shelf(): Promise<Shelf> {
    return (this.#shelf ??= shelfOf(this.stack));
  }

  /** Removes a student's empty stack; its record is kept. */
  async remove(student: string): Promise<void> {
    const stack = this.stackOf(student);
    await stack.capture(["stack", "rm", stack.name, "--yes", "--preserve-config"], { locks: true });
    this.folderOf(student).remove();
    await forgetChecks(await this.shelf(), student);
  }

  /** The keeper of a student's record, on the backend; looked up once. */
  async keeperOf(stack: PulumiStack): Promise<RecordKeeper> {
    this.#backend ??= backendOf(this.stack);
    return keeperOn(await this.#backend, stack);
  }

  /** The students whose stacks are on the backend, with their list entries. */
  async listed(): Promise<ReadonlyMap<string, ListedStack>> {
    const halfMade = halfMadeIn(this.stack.name);
    const found = (await this.#all()).flatMap((each) => {
      const student = studentIn(each.name, this.stack.name);
      if (student === undefined) return [];
      // A stack with its own settings in the project is a class, whatever its name; a killed run may have left some, too.
      const isClass = existsSync(stackFile(each.name)) && !halfMade.includes(student);
      return isClass ? [] : [[student, each] as const];
    });
    return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Resources of all stacks on the backend but some. @param region of resources without one */
  async heldElsewhere(besides: ReadonlySet<string>, region: string): Promise<Ledger> {
    const others = (await this.#all()).filter(
      ({ name, resourceCount }) => !besides.has(name) && resourceCount !== 0,
    );
    const held = await pMap(
      others,
      async ({ name }) => {
        const stack = new PulumiStack(this.engine, { name, env: this.#env });
        return heldIn(await stack.export(), region);
      },
      { concurrency: AT_ONCE },
    );
    return new Ledger(held.flatMap((each) => each.held));
  }

  async #all(): Promise<readonly ListedStack[]> {
    const all = LISTED.parse(JSON.parse(await this.stack.capture(["stack", "ls", "--json"])));
    return all.map((each) => ({ ...each, name: each.name.split("/").at(-1) ?? "" }));
  }

  stackOf(student: string): PulumiStack {
    const folder = this.folderOf(student);
    makeFolder(folder.path);
    return new PulumiStack(this.engine, {
      name: studentStack(this.stack.name, student),
      env: this.#env,
      settings: folder.settings,
      watch: folder.watch,
    });
  }
}

/**
 * The place of a class that is up, or was.
 *
 * @param name of its stack: `local`, or one whose Pulumi.<name>.yaml is in the project
 * @throws NoStackError, NoEngineError
 */
export async function studentsPlace(name: string, report: Report): Promise<StudentsPlace> {
  if (name !== LOCAL) {
    checkStack(name);
    const engine = realEngine(await findEngine(report));
    return new StudentsPlace(engine, new PulumiStack(engine, { name }));
  }
  const folder = new LocalFolder();
  const running = await runningEmulator(folder.path, { report });
  if (!running)
    throw new NoStackError(
      "No class is running on this machine. To open one: npm run class -- open ROSTER --labs ID,ID",
    );
  const emulator = await withTraffic(folder.path, running, report);
  const engine = await findEngine(report);
  const stack = localStack(engine, emulator, folder);
  return new StudentsPlace(engine, stack, localEnvironment(emulator, folder), emulator);
}
