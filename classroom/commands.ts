import { board } from "./board/command.ts";
import { breaking } from "./break/command.ts";
import { cards } from "./cards/command.ts";
import { check } from "./check/command.ts";
import type { Command } from "./console/command.ts";
import { close } from "./close/command.ts";
import { cost } from "./cost/command.ts";
import { credentials } from "./credentials/command.ts";
import { docs } from "./docs/command.ts";
import { down } from "./down/command.ts";
import { expire } from "./expire/command.ts";
import { extend } from "./extend/command.ts";
import { freeze } from "./freeze/command.ts";
import { handouts } from "./handouts/command.ts";
import { id } from "./id/command.ts";
import { leftovers } from "./leftovers/command.ts";
import { loadTest } from "./load-test/command.ts";
import { newLab } from "./new-lab/command.ts";
import { open } from "./open/command.ts";
import { outputs } from "./outputs/command.ts";
import { page } from "./page/command.ts";
import { preflight } from "./preflight/command.ts";
import { preview } from "./preview/command.ts";
import { prices } from "./prices/command.ts";
import { rehearse } from "./rehearse/command.ts";
import { solve } from "./solve/command.ts";
import { spend } from "./spend/command.ts";
import { status } from "./status/command.ts";
import { thaw } from "./thaw/command.ts";
import { up } from "./up/command.ts";

/** Every command, in the order of use: before, during and after class, and for developers. */
export const commands: readonly Command[] = [
  cost,
  preflight,
  preview,
  rehearse,
  id,
  up,
  open,
  status,
  cards,
  outputs,
  page,
  handouts,
  board,
  spend,
  credentials,
  check,
  breaking,
  solve,
  loadTest,
  extend,
  freeze,
  thaw,
  close,
  down,
  leftovers,
  expire,
  prices,
  docs,
  newLab,
];
