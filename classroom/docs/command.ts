import { command } from "../console/command.ts";

export const docs = command({
  name: "docs",
  description:
    "update generated pages: labs, policies, commands, texts without Korean, tables of labs",
  options: {},
  run: async (_, commands) => (await import("./write-docs.ts")).writeDocs(commands),
});
