/** Whose ids begin like another's. */
const ALIKE: readonly string[] = ["s1", "s01", "s10"];
/** A class of thirty. */
export const STUDENTS: readonly string[] = [
  ...ALIKE,
  ...Array.from({ length: 27 }, (_, at) => `s${String(at + 11).padStart(2, "0")}`),
];

/** Whose resources a student tries: the next one's, and those of all whose ids look like the own. */
export function neighboursOf(student: string): readonly string[] {
  const next = STUDENTS[(STUDENTS.indexOf(student) + 1) % STUDENTS.length] ?? student;
  const alike = ALIKE.includes(student) ? ALIKE : [];
  return [...new Set([next, ...alike])].filter((each) => each !== student);
}
