import { breaking } from "./break/command.ts";
import { check } from "./check/command.ts";
import type { Command } from "./console/command.ts";
import { cost } from "./cost/command.ts";
import { docs } from "./docs/command.ts";
import { down } from "./down/command.ts";
import { expire } from "./expire/command.ts";
import { leftovers } from "./leftovers/command.ts";
import { loadTest } from "./load-test/command.ts";
import { newLab } from "./new-lab/command.ts";
import { outputs } from "./outputs/command.ts";
import { preview } from "./preview/command.ts";
import { prices } from "./prices/command.ts";
import { solve } from "./solve/command.ts";
import { up } from "./up/command.ts";

/** Every command, in the order of a class: before, in class, after, and for who develops it. */
export const commands: readonly Command[] = [
  cost,
  preview,
  up,
  outputs,
  check,
  breaking,
  solve,
  loadTest,
  down,
  leftovers,
  expire,
  prices,
  docs,
  newLab,
];
