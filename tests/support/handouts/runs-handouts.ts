import assert from "node:assert/strict";
import { type Result, runChecks } from "../../../classroom/checking/run-checks.ts";
import { filledBlocks } from "../../../classroom/handouting/filled-block.ts";
import type { HandoutClass } from "../../../classroom/handouting/values.ts";
import { outputsIn } from "../../../classroom/pulumi/secrets/masked-outputs.ts";
import { addressesHere } from "../../../classroom/stack/addresses-here.ts";
import type { OpenStack } from "../../../classroom/stack/open-stack.ts";
import { type Provable, provableLabs } from "../../../classroom/stack/subjects.ts";
import { readHandout } from "../../../classroom/handouting/source/handout-files.ts";
import type { Changes } from "../engine/engine-events.ts";
import type { TestStack } from "../engine/stack.ts";
import { serverKey } from "../printed/server-key.ts";
import type { Terminal } from "../printed/terminal.ts";
import { UserShell } from "../printed/user-shell.ts";
import { type Desk, emulated, RUN, runBlocks } from "./run-handout.ts";
import { begunLabs, type WrittenLab, writtenLab } from "./written-lab.ts";

/** The emulator changes at once: what is wrong there is wrong at the first look. */
const AT_ONCE = { settleSeconds: 0 };

/** What the handouts of these labs leave changed in the class, as they declare it; sorted. */
export const declaredDrift = (ids: readonly string[]): string[] =>
  [...new Set(ids)].flatMap((id) => readHandout(id, RUN)?.drift ?? []).sort();

/** What `solve` has repaired, in the format of a handout's `drift`; sorted. */
export const driftIn = (changes: Changes): string[] =>
  Object.entries(changes)
    .filter(([operation]) => operation !== "refresh")
    .flatMap(([operation, titles]) => titles.map((title) => `${operation} ${title}`))
    .sort();

/**
 * Labs that do not come up on the emulator, each with the one on which its handout is run instead: it builds the same network, and
 * has the same outputs, checks and fault.
 */
const INSTEAD: Readonly<Record<string, string>> = { "vpc-wizard": "vpc-manual" };

/** The lab on which a lab's handout is run. */
export const placeOf = (lab: string): string => INSTEAD[lab] ?? lab;

/**
 * Declares tests that do what the handouts of a stack's labs say, as a student does: each lab in a terminal of its own, in the
 * order of its sections. The repair exercise is one: the fault is made, its check finds it, and passes again after the
 * handout's own commands.
 *
 * @param stack the stack, once it is up
 * @param ids the labs that it has
 */
export function runsHandouts(stack: () => TestStack, ids: readonly string[]): void {
  let open: OpenStack;
  let labs: readonly Provable[];
  let about: HandoutClass;

  before(async () => {
    open = await stack().opened();
    labs = await provableLabs(open, undefined);
    const outputs = outputsIn(open.state);
    for (const [lab, place] of Object.entries(INSTEAD))
      if (outputs[place]) outputs[lab] = outputs[place];
    const here = await addressesHere(open.aws.web, outputs);
    const { stack: name, region } = open.config;
    const reading = { language: RUN, isEmulated: true, here };
    about = { stack: name, region, outputs, reading };
  });

  for (const lab of begunLabs.filter(({ id }) => ids.includes(placeOf(id))))
    describe(lab.id, () => {
      let written: WrittenLab;
      let shell: UserShell;
      let terminal: Terminal;
      let desk: Desk;

      before(async () => {
        written = await writtenLab(lab);
        const { emulator, engine, folder } = stack();
        shell = await UserShell.open(engine, {
          ...emulator.env,
          AWS_CLASS_FOLDER: folder,
          AWS_DEFAULT_REGION: about.region, // version 1 of the CLI does not read AWS_REGION
        });
        terminal = shell.terminal();
        const role = about.outputs["iam-role"]?.roleArn;
        desk = {
          ...{ terminal, about, endpoint: emulator.endpoint },
          filled: filledBlocks(written[RUN].handout, about),
          serverKey: () => serverKey(shell, role),
        };
      });
      after(async () => {
        await terminal.closed();
        shell.close();
      });

      const run = (sections: (section: string) => boolean) => {
        const { file } = written[RUN];
        return runBlocks(file, emulated(written[RUN], sections), desk);
      };

      it("has steps that do what they say", () =>
        run((section) => section !== "repair" && section !== "end"));

      it("has a repair exercise: the check finds the fault, and passes after the commands of the handout", async () => {
        const subject = labs.find((each) => each.subject.lab.id === placeOf(lab.id))?.subject;
        const { fault } = written.proof;
        assert.ok(subject);
        // Without a command that can be run here, a lab stays as it is.
        if (!fault || emulated(written[RUN], (section) => section === "repair").length === 0)
          return;
        const look = async (): Promise<Result | undefined> =>
          (await runChecks([{ subject, checks: [fault.foundBy] }], AT_ONCE))[0];
        await fault.make(subject);
        assert.equal((await look())?.outcome, "fail");
        await run((section) => section === "repair");
        const { outcome, seen } = (await look()) ?? {};
        assert.equal(outcome, "pass", seen);
      });

      it("is cleaned up by what its last section says", () => run((section) => section === "end"));
    });
}
