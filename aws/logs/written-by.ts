import type { Tie } from "../contract/finder.ts";
import type { Service } from "../contract/service.ts";
import { LOG_GROUP } from "./types.ts";

/** The resource of `type` that writes to a log group: the group's name begins with `prefix` and the resource's name. */
export function writtenBy(prefix: string, type: string, logGroup: string): Tie[] {
  if (!logGroup.startsWith(prefix)) return [];
  const [id = ""] = logGroup.slice(prefix.length).split("/");
  return [{ how: "logs of", id, type }];
}

/** Ties for the log groups that a service creates by itself, without tags. */
export const logsOf = (prefix: string, type: string): NonNullable<Service["ties"]> => ({
  [LOG_GROUP]: ({ id }) => writtenBy(prefix, type, id),
});
