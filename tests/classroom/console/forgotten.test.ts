import assert from "node:assert/strict";
import { commands } from "../../../classroom/commands.ts";
import { parseCall } from "../../../classroom/console/call.ts";
import { callWithOptions, UsageError } from "../../../classroom/console/command.ts";
import { optionName } from "../../../classroom/console/option.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { asNpmCalls, type Call } from "./as-npm-calls.ts";

/** Every option of every command, called by npm without `--`. */
const CALLS = commands.flatMap((command) =>
  Object.entries(command.options)
    .filter(([, { isArgument }]) => !isArgument)
    .map(([key, { value, choices }]) => ({
      command,
      script: command.script?.replace("npm ", "") ?? "run class",
      words: command.script === undefined ? [command.name] : [],
      option: optionName(key),
      value: value === undefined ? undefined : (choices?.at(-1) ?? "some"),
    })),
);

describe("a forgotten `--`", () => {
  const folder = temporaryFolder();

  /** What a call is answered with. */
  function answer(call: Call & (typeof CALLS)[number], isAssigned: boolean, major: 10 | 11) {
    const { args, env } = asNpmCalls(call, isAssigned, major, folder.path);
    const given = call.command.script === undefined ? args : [call.command.name, ...args];
    try {
      parseCall(commands, given, env);
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
    return "nothing";
  }

  for (const call of CALLS)
    it(`is found in ${callWithOptions(call.command)} --${call.option}`, () => {
      const option = [`--${call.option}`, call.value].filter(Boolean).join(" ");
      const right = `Did you forget \`--\`? ${callWithOptions(call.command)} ${option}`;
      const forms = call.value === undefined ? [false] : [false, true];
      for (const major of [10, 11] as const)
        for (const isAssigned of forms) assert.equal(answer(call, isAssigned, major), right);
    });

  it("keeps the options that came through, and a value with a space", () => {
    const [call] = CALLS.filter(({ option }) => option === "expires");
    assert.ok(call);
    const { env } = asNpmCalls({ ...call, value: "Mon 18:00" }, true, 10, folder.path);
    assert.throws(() => parseCall(commands, ["up", "--stack", "dev"], env), {
      message: 'Did you forget `--`? npm start -- --expires "Mon 18:00" --stack dev',
    });
  });

  it("keeps a command's argument apart from the value of the option", () => {
    const [call] = CALLS.filter(
      ({ command, option }) => command.name === "open" && option === "labs",
    );
    assert.ok(call);
    for (const isAssigned of [false, true]) {
      const { env } = asNpmCalls({ ...call, value: "efs" }, isAssigned, 10, folder.path);
      const words = isAssigned ? ["open", "my list.csv"] : ["open", "my list.csv", "efs"];
      assert.throws(() => parseCall(commands, words, env), {
        message: 'Did you forget `--`? npm run class -- open "my list.csv" --labs efs',
      });
    }
  });

  it("is not seen in the log of another call", () => {
    const [call] = CALLS.filter(({ option }) => option === "expires");
    assert.ok(call);
    const { env } = asNpmCalls(call, true, 11, folder.path);
    assert.ok("command" in parseCall(commands, ["up", "--stack", "dev"], env));
    assert.ok("command" in parseCall(commands, ["down"], { ...env, npm_lifecycle_event: "down" }));
  });
});
