import { list, textOr } from "./option.ts";

/** The stack on this machine. */
export const LOCAL = "local";

/** Which stack a command is about. */
export const stack = textOr(LOCAL, "NAME", "the stack to work on");

/** Some labs of a stack that is up. */
export const labs = list("ID,ID", "only these labs");
