import { LOCAL } from "./local/local-stack.ts";
import { type Command, command, listOf, UsageError } from "./console/command.ts";

/** Which stack it is about. */
const stack = { type: "string", default: LOCAL } as const;
const labs = { type: "string" } as const;

// Each command is loaded when it is wanted: Pulumi and all labs take longer to load than a wrong call to be refused.
export const commands: Readonly<Record<string, Command>> = {
  up: command({
    call: "npm start [-- --labs ID,ID] [--expires 8h] [--extend 2h]",
    does: "brings the class up on this machine, on an emulated AWS; with --stack on AWS",
    options: { stack, labs, expires: { type: "string" }, extend: { type: "string" } },
    run: async ({ stack: name, labs: chosen, ...change }) => {
      if (name === LOCAL)
        return (await import("./up/up.ts")).up({ labs: listOf(chosen), ...change });
      if (chosen !== undefined)
        throw new UsageError(`--labs is for stack local: pulumi config set labs for ${name}`);
      return (await import("./up/up-remote.ts")).upRemote(name, change);
    },
  }),
  down: command({
    call: "npm run down [-- --stack NAME] [--yes-delete-protected]",
    does: "destroys it and proves that nothing is left",
    options: { stack, "yes-delete-protected": { type: "boolean" } },
    run: async ({ stack: name, "yes-delete-protected": deleteProtected }) => {
      const { downLocal, downRemote } = await import("./destroy/down.ts");
      return name === LOCAL
        ? downLocal({ deleteProtected })
        : downRemote(name, { deleteProtected });
    },
  }),
  expire: command({
    call: "npm run class -- expire [--stack NAME] [--yes]",
    does: "destroys the stacks that are past their end; without --yes tells which",
    options: {
      stack: { type: "string" },
      yes: { type: "boolean" },
      "yes-delete-protected": { type: "boolean" },
    },
    run: async ({ "yes-delete-protected": deleteProtected, ...given }) =>
      (await import("./expire/expire-command.ts")).expire({ ...given, deleteProtected }),
  }),
  cost: command({
    call: "npm run class -- cost [--labs ID,ID] [--students N] [--hours H] [--json]",
    does: "tells what a class costs on AWS, before any deploy",
    options: {
      stack,
      labs,
      students: { type: "string" },
      hours: { type: "string" },
      json: { type: "boolean" },
    },
    run: async (given) =>
      (await import("./cost/cost-command.ts")).showCost({ ...given, labs: listOf(given.labs) }),
  }),
  prices: command({
    call: "npm run class -- prices",
    does: "takes the list prices for it from AWS",
    options: {},
    run: async () => (await import("./prices/prices-command.ts")).refreshPrices(),
  }),
  check: command({
    call: "npm run class -- check [--labs ID,ID] [--wait] [--json]",
    does: "has the labs show that they work",
    options: { stack, labs, wait: { type: "boolean" }, json: { type: "boolean" } },
    run: async (given) =>
      (await import("./check/check-command.ts")).checkStack({
        ...given,
        labs: listOf(given.labs),
      }),
  }),
  break: command({
    call: "npm run class -- break --labs ID,ID",
    does: "makes a fault for the class to find",
    options: { stack, labs },
    run: async (given) => {
      const chosen = listOf(given.labs);
      if (!chosen) throw new UsageError("which lab is to be broken? Write --labs ID");
      return (await import("./practice/practice.ts")).breakLabs(given.stack, chosen);
    },
  }),
  solve: command({
    call: "npm run class -- solve",
    does: "mends whatever differs from the program",
    options: { stack },
    run: async (given) => (await import("./practice/practice.ts")).solve(given.stack),
  }),
  preview: command({
    call: "npm run class -- preview --all | --stack NAME,NAME",
    does: "shows what a deployment would do; --format text, markdown or json; --emulator asks no account",
    options: {
      stack: { type: "string" },
      all: { type: "boolean" },
      from: { type: "string" },
      emulator: { type: "boolean" },
      format: { type: "string", default: "text" },
    },
    run: async ({ stack: stacks, from, ...given }) =>
      (await import("./preview/preview-command.ts")).preview({
        ...given,
        stacks: listOf(stacks),
        from: listOf(from),
      }),
  }),
  leftovers: command({
    call: "npm run class -- leftovers [--delete [--yes C]] [--regions R,R] [--json] | --class C --regions R,R",
    does: "finds, and deletes, what a class has left behind",
    options: {
      stack: { type: "string" },
      class: { type: "string" },
      regions: { type: "string" },
      delete: { type: "boolean" },
      yes: { type: "string" },
      json: { type: "boolean" },
    },
    run: async (given) =>
      (await import("./leftovers/leftovers-command.ts")).leftovers({
        stack: given.stack,
        className: given.class,
        regions: listOf(given.regions) ?? [],
        deleting: given.delete,
        confirmed: given.yes,
        json: given.json,
      }),
  }),
  "load-test": command({
    call: "npm run class -- load-test --stack NAME",
    does: "sends users to a site on AWS",
    options: { stack },
    run: async (given) =>
      (await import("./load-test/load-test-command.ts")).loadTestStack(given.stack),
  }),
  docs: command({
    call: "npm run class -- docs",
    does: "makes docs/labs.md and docs/policies.md from labs and rules",
    options: {},
    run: async () => (await import("./docs/docs-command.ts")).writeDocs(),
  }),
  help: command({
    call: "npm run class -- help",
    does: "shows this",
    options: {},
    run: () => {
      console.log(usage());
      return Promise.resolve(0);
    },
  }),
};

/** Every command: how it is called, and below it what it does. */
export function usage(): string {
  const lines = Object.values(commands).map(({ call, does }) => `${call}\n    ${does}`);
  return `${lines.join("\n")}\n\n--stack NAME names another stack than local, where a command takes it.`;
}
