import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { commandForms } from "../support/printed/command-forms.ts";
import { DOC_COMMANDS, hintCommands } from "../support/printed/doc-commands.ts";
import { DOC_RUNS } from "../support/printed/doc-runs.ts";
import { LAB_COMMANDS } from "../support/printed/lab-commands.ts";
import { LAB_RUNS } from "../support/printed/lab-runs.ts";
import { joinedCommands, joinedIn, printedCommands } from "../support/printed/printed-commands.ts";
import { pastedForms } from "../support/printed/pasted-forms.ts";
import { PASTED, RUN } from "../support/printed/program-runs.ts";
import { isAbout, reasons } from "../support/printed/reasons.ts";

const patterns = reasons().flatMap((reason) => reason.patterns);
const isNamed = (command: string) => patterns.some((pattern) => isAbout(pattern, command));

describe("what is printed as a command to run", () => {
  const printed = new Set<string>();
  const ofProgram = printedCommands();
  const docRuns = DOC_RUNS.flatMap(({ command, with: more }) => [
    command,
    `${command} ${more ?? ""}`,
  ]);
  /** Whether it is one that the guides show, with what it is filled in with. */
  const isOfGuides = (form: string) => docRuns.some((command) => isAbout(form, command.trim()));
  const run = new Set([
    ...Object.keys(LAB_RUNS),
    ...DOC_RUNS.map(({ command }) => command),
    ...Object.keys({ ...PASTED, ...RUN }),
  ]);

  before(async () => {
    for (const command of [...LAB_COMMANDS, ...DOC_COMMANDS, ...(await hintCommands())])
      printed.add(command);
    for (const command of ofProgram.keys()) if (!isOfGuides(command)) printed.add(command);
  });

  it("is run by a test on the emulator, or named in docs/proven.md with the reason why not", () => {
    const neither = [...printed].filter((command) => !run.has(command) && !isNamed(command));
    assert.deepEqual(neither, []);
  });

  it("is not named there where a test runs it", () => {
    assert.deepEqual([...run].filter(isNamed), []);
  });

  it("is all that is run or named", () => {
    const stale = [...run].filter((command) => !printed.has(command));
    const idle = patterns.filter((pattern) => ![...printed].some((one) => isAbout(pattern, one)));
    assert.deepEqual([...stale, ...idle], []);
  });

  it("stands at the end of its line, so that the whole line after it can be pasted", () => {
    assert.deepEqual(joinedCommands(), []);
  });

  it("is as much as it was when this was written, or more", () => {
    assert.ok(LAB_COMMANDS.length > 80, `${LAB_COMMANDS.length} of labs`);
    assert.ok(DOC_COMMANDS.length > 50, `${DOC_COMMANDS.length} of guides`);
    assert.ok(ofProgram.size > 100, `${ofProgram.size} of the program`);
  });

  for (const [command, { test, as = command }] of Object.entries(PASTED))
    it(`is pasted by the test that is named: ${command}`, () => {
      assert.ok(pastedForms(test).has(as), as);
      assert.ok(isAbout(`${command}*`, as), `${as} is another command`);
    });

  it("is run by the test that is named, where nothing on the emulator prints it", () => {
    for (const [command, { test, because }] of Object.entries(RUN)) {
      const source = readFileSync(path.join(PROJECT, "tests", test), "utf8");
      const lines = source.split("\n").map((line) => line.trim().replace(/^["']|["'],$/g, ""));
      assert.ok(
        lines.some((line) => isAbout(command, line)),
        command,
      );
      assert.notEqual(because, "");
    }
  });
});

describe("a command in a text", () => {
  it("ends where its sentence goes on", () => {
    const text =
      "if it was killed: npm run pulumi -- cancel --yes --stack dev. Or npm run class -- solve repairs it, npm start, too";
    assert.deepEqual(commandForms(text), [
      "npm run pulumi -- cancel --yes --stack dev",
      "npm run class -- solve",
      "npm start",
    ]);
  });

  it("is joined to a sentence where that goes on behind its arguments", () => {
    const joined = (rest: string) => joinedIn(`fix: npm start -- --stack dev${rest}`);
    for (const rest of ["; it takes minutes", ", which repairs it", " first", ".", ")"])
      assert.equal(joined(rest).length, 1, rest);
    for (const rest of ["", "\n  then wait", "   repairs it", "` repairs it", " && aws sso login"])
      assert.deepEqual(joined(rest), [], rest);
  });

  it("has its options' values, quotes and what the reader replaces", () => {
    const text =
      "pulumi config set --path 'network.zones[0]' LETTER --stack NAME; export AWS_PROFILE=NAME";
    assert.deepEqual(commandForms(text), [
      "pulumi config set --path 'network.zones[0]' * --stack *",
      "export AWS_PROFILE=*",
    ]);
  });

  it("is none where a sentence only names Pulumi's", () => {
    assert.deepEqual(commandForms("pulumi up was killed; find it, and export what is left"), []);
    assert.deepEqual(commandForms("run `pulumi up`"), ["pulumi up"]);
  });
});
