import { command } from "../console/command.ts";
import { argument } from "../console/option.ts";

export const newLab = command({
  name: "new-lab",
  description: "create the folder of a new lab and its line in the catalogue",
  options: { id: argument("ID", "the lab's id, such as sqs-queue") },
  run: async ({ id }) => (await import("./new-lab.ts")).newLab(id),
});
