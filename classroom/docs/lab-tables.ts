import { readFileSync } from "node:fs";
import path from "node:path";
import { catalogue } from "../../labs/catalogue.ts";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { type AboutLab, aboutLab } from "./about-lab.ts";
import { withTable } from "./table.ts";

/** A lab's id with its facts. */
export type DescribedLab = readonly [id: string, about: AboutLab];

/** Handwritten pages with one generated table of labs. */
export const README = path.join(PROJECT, "README.md");
export const STUDENT_RIGHTS = path.join(PROJECT, "docs/student-rights.md");

/** The labs of the catalogue, in class order. */
export const describedLabs = (): DescribedLab[] => catalogue.map(({ id }) => [id, aboutLab(id)]);

/** README.md with the labs by subject. */
export const readme = (
  text = readFileSync(README, "utf8"),
  labs = describedLabs(),
): Promise<string> => {
  const areas = Map.groupBy(labs, ([, { area }]) => area);
  const rows = [...areas].map(([area, of]) => [area, of.map(([id]) => `\`${id}\``).join(", ")]);
  return formatted(withTable(text, ["subject", "labs"], rows));
};

/** docs/student-rights.md with what a student may do in each lab. */
export const studentRights = (
  text = readFileSync(STUDENT_RIGHTS, "utf8"),
  labs = describedLabs(),
): Promise<string> => {
  const rows = labs.map(([id, { students }]) => [
    `\`${id}\``,
    students.can,
    students.because ?? "",
  ]);
  return formatted(withTable(text, ["lab", "a student's rights", "reason"], rows));
};
