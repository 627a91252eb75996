import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ExplainedError } from "../../lib/errors.ts";
import { PROJECT } from "../../lib/project.ts";

/** How much of a lab a student's permissions cover. */
const RIGHTS = ["all", "part", "demonstration"] as const;

const sentence = z.string().trim().min(1);

const ABOUT_LAB = z.strictObject({
  /** The row of the table in README.md. */
  area: sentence,
  students: z
    .strictObject({ can: z.enum(RIGHTS), because: sentence.optional() })
    .refine(({ can, because }) => can !== "part" || because !== undefined, {
      path: ["because"],
      error: "says which steps are not allowed, and why",
    }),
  /** What tests prove besides `up`, a second `up` without changes, and destroy. */
  proven: sentence,
  /** What can be tested only on AWS, and why; `-` for nothing. */
  awsOnly: sentence,
});

/** Facts about a lab in `labs/<id>/about.yaml`, for tables in several pages. */
export type AboutLab = z.output<typeof ABOUT_LAB>;

/**
 * Reads a lab's facts.
 *
 * @param folder with the labs
 * @throws ExplainedError that names the file and each missing or invalid field
 */
export function aboutLab(id: string, folder = path.join(PROJECT, "labs")): AboutLab {
  const file = `labs/${id}/about.yaml`;
  const read = ABOUT_LAB.safeParse(
    parse(readFileSync(path.join(folder, id, "about.yaml"), "utf8")),
  );
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path: at, message }) => `  ${at.join(".")}: ${message}`);
  throw new ExplainedError([`${file} is not complete:`, ...wrong].join("\n"));
}
