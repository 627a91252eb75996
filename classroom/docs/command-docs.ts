import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { helpFor } from "../console/call.ts";
import { callOf, type Command } from "../console/command.ts";
import { exitCodes } from "../console/exit-code.ts";
import { formatted } from "../console/markdown.ts";

/** The page that describes the commands. */
export const COMMAND_DOCS = path.join(PROJECT, "docs/commands.md");

/** docs/commands.md: every command with its options, the same as in its help. */
export const commandDocs = (commands: readonly Command[]): Promise<string> =>
  formatted(
    [INTRODUCTION, EXIT_CODES, ...commands.map((command) => section(command, commands))].join("\n"),
  );

const INTRODUCTION = `# Commands

Made by \`npm run class -- docs\` from the commands themselves; a test fails when it is stale. Each command shows the same with
\`--help\`, and \`npm run class -- help\` lists them all. npm takes options for itself that stand before \`--\`.
`;

const EXIT_CODES = [
  "## Exit codes",
  "",
  "| code | meaning |",
  "| --- | --- |",
  ...exitCodes.map(([code, meaning]) => `| ${code} | ${meaning} |`),
  "",
].join("\n");

const section = (command: Command, commands: readonly Command[]): string =>
  [`## ${callOf(command)}`, "", "```text", helpFor(commands, [command.name]), "```", ""].join("\n");
