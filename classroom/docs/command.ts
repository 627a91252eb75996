import { command } from "../console/command.ts";

export const docs = command({
  name: "docs",
  description:
    "update the generated pages of docs/: labs, policies, commands, what was proven, texts without Korean",
  options: {},
  run: async (_, commands) => (await import("./write-docs.ts")).writeDocs(commands),
});
