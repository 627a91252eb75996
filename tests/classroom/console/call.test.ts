import assert from "node:assert/strict";
import { helpFor, parseCall } from "../../../classroom/console/call.ts";
import { command, UsageError } from "../../../classroom/console/command.ts";
import { argument, choice, count, countOr, flag, list } from "../../../classroom/console/option.ts";
import { labs, stack } from "../../../classroom/console/shared-options.ts";

const done = (): Promise<number> => Promise.resolve(0);

const COMMANDS = [
  command({
    name: "up",
    script: "npm start",
    description: "bring it up",
    options: { labs, stack, yesReally: flag("really") },
    run: done,
  }),
  command({
    name: "cost",
    description: "show what it costs",
    options: {
      stack,
      students: count("N", "how many", { from: 1, to: 9 }),
      format: choice(["text", "json"], "FORMAT", "how it is printed"),
      json: flag("print JSON"),
    },
    run: done,
  }),
  command({
    name: "new-lab",
    description: "make a lab",
    options: { id: argument("ID", "the lab's id"), needs: list("ID,ID", "what it needs") },
    run: done,
  }),
];

/** What a call gives to the command's `run`. */
function given(call: string, env: NodeJS.ProcessEnv = {}): unknown {
  const parsed = parseCall(COMMANDS, call.split(" "), env);
  return "values" in parsed ? { ...parsed.values } : parsed.text;
}

const refuses = (call: string, message: RegExp, env?: NodeJS.ProcessEnv): void => {
  assert.throws(
    () => given(call, env),
    (error) => error instanceof UsageError && message.test(error.message),
  );
};

describe("a call", () => {
  it("refuses an option that is given twice, of which the last would count", () => {
    refuses("up --stack dev --stack=prod", /^--stack is given twice: write it once\.$/);
    refuses("up --labs a --labs b", /^--labs is given twice: write it once, as --labs ID,ID\.$/);
  });

  it("refuses a list with an empty member", () => {
    for (const labs of ["", "cdn,,efs", "cdn,"])
      refuses(`up --labs=${labs}`, /Write ID,ID with one comma between two, and none at the end\./);
  });

  it("takes words behind a list for members of it", () => {
    refuses("up --labs cdn efs", /^Write ID,ID with commas .*: npm start -- --labs cdn,efs$/);
    refuses("up --labs cdn, efs", /: npm start -- --labs cdn,efs$|one comma between two/);
  });

  it("gives defaults, and switches that are off, where nothing is written", () => {
    assert.deepEqual(given("up"), { labs: undefined, stack: "local", yesReally: false });
  });

  it("gives what is written: lists, switches, numbers, choices", () => {
    assert.deepEqual(given("up --labs=cdn,efs --stack dev --yes-really"), {
      labs: ["cdn", "efs"],
      stack: "dev",
      yesReally: true,
    });
    assert.deepEqual(given("cost --students 9 --format json"), {
      stack: "local",
      students: 9,
      format: "json",
      json: false,
    });
  });

  it("gives an argument by its name", () => {
    assert.deepEqual(given("new-lab sqs-queue --needs a,b"), {
      id: "sqs-queue",
      needs: ["a", "b"],
    });
  });

  for (const [call, message] of [
    ["ups", /^Unknown command 'ups'\. Did you mean up\?$/],
    ["up --lab cdn", /^Unknown option '--lab'\. Did you mean --labs\?$/],
    ["up --labs", /^Option '--labs <ID,ID>' argument missing\.$/],
    ["up cdn", /^Did you forget `--`\? npm start -- --labs cdn$/],
    ["cost dev", /^Did you forget `--`\? npm run class -- cost --stack dev$/],
    ["cost --students 0", /'0' is invalid\. Write a whole number from 1 to 9\.$/],
    ["cost --students 1.5", /'1\.5' is invalid/],
    ["cost --students many", /'many' is invalid/],
    ["cost --format yaml", /'yaml' is invalid\. Allowed choices are text, json\.$/],
    ["new-lab", /^Missing required argument 'ID'\.$/],
    ["new-lab a b", /^Too many arguments/],
    ["help ups", /^Unknown command 'ups'\. Did you mean up\?$/],
  ] as const)
    it(`is refused: ${call}`, () => {
      refuses(call, message);
    });
});

describe("help", () => {
  it("of all commands says how each is called", () => {
    for (const call of ["help", "--help"]) {
      const text = String(given(call));
      assert.match(text, /^Usage: npm run class -- COMMAND/);
      assert.match(text, /^ {2}npm start +bring it up$/m);
      assert.match(text, /^ {2}npm run class -- cost +show what it costs$/m);
    }
  });

  it("of a command shows its options, defaults and choices", () => {
    const text = helpFor(COMMANDS, ["cost", "--nonsense"]);
    assert.equal(given("cost --help"), text);
    assert.equal(given("help cost"), text);
    assert.match(text, /^Usage: npm run class -- cost \[options\]$/m);
    assert.match(text, /--stack <NAME> +the stack to work on \(default: local\)/);
    assert.match(text, /--format <FORMAT> .*choices: "text", "json"/);
  });

  it("of a script and of an argument is written as one calls it", () => {
    assert.match(helpFor(COMMANDS, ["up"]), /^Usage: npm start -- \[options\]$/m);
    assert.match(
      helpFor(COMMANDS, ["new-lab"]),
      /^Usage: npm run class -- new-lab ID \[options\]$/m,
    );
  });

  it("is the answer to an empty call; the version to --version", () => {
    assert.deepEqual(parseCall(COMMANDS, [], {}), parseCall(COMMANDS, ["help"], {}));
    for (const call of ["--version", "up --version", "new-lab --version"])
      assert.match(String(given(call)), /^\d+\.\d+\.\d+$/);
    assert.equal(given("up -h"), given("up --help"));
  });
});

describe("an option whose number may be left out", () => {
  const waiting = command({
    name: "check",
    description: "check it",
    options: {
      wait: countOr(10, "MINUTES", { description: "wait", from: 1, to: 60 }),
      stack,
    },
    run: done,
  });
  const waits = (call: string): unknown => {
    const parsed = parseCall([waiting], call.split(" "), {});
    return "values" in parsed ? parsed.values.wait : undefined;
  };

  it("has its usual number then, its own where it is written, and none where it is not", () => {
    assert.deepEqual(["check --wait --stack dev", "check --wait 5", "check"].map(waits), [
      10,
      5,
      undefined,
    ]);
  });

  it("refuses what is no number", () => {
    assert.throws(() => waits("check --wait 90"), /whole number from 1 to 60/);
  });
});
