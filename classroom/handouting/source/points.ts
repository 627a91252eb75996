import { parse } from "yaml";
import { z } from "zod";
import { errorMessage } from "../../../lib/errors.ts";
import { HandoutError } from "./parse-handout.ts";

const LINES = z.string().regex(/^N[12] /);
const TEXT = z.string().min(1);

/** Where a handout covers it, or why none does. */
const TOLD = { in: TEXT.nullish(), obsolete: TEXT.optional() };

const POINTS = z.strictObject({
  points: z.array(z.strictObject({ lines: LINES, says: TEXT, ...TOLD })).default([]),
  corrections: z
    .array(
      z.strictObject({
        lines: LINES,
        says: TEXT,
        today: TEXT,
        basis: TEXT.optional(),
        source: TEXT.optional(),
        ...TOLD,
      }),
    )
    .default([]),
  notForStudents: z.record(z.string(), z.string().min(10)).default({}),
});

/** The class notes' points about a lab, and where its handout covers them. */
export type Points = z.output<typeof POINTS>;

/**
 * Parses a lab's points.yaml.
 *
 * @param file its name in errors
 * @throws HandoutError
 */
export function parsePoints(text: string, file: string): Points {
  let written: unknown;
  try {
    written = parse(text);
  } catch (error) {
    throw new HandoutError(`${file} is not YAML: ${errorMessage(error)}`);
  }
  const { data, error } = POINTS.safeParse(written ?? {});
  if (!error) return data;
  const wrong = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new HandoutError(`${file}: ${wrong.join("; ")}`);
}
