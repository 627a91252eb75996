import { z } from "zod";

/** Why a value is not valid, and what to write instead. */
export interface Objection {
  readonly reason: string;
  readonly fix: string;
}

/** Adds a check to a schema of text: what the schema makes of the text is checked, and is what is used. */
export const checked = (schema: z.ZodString, object: (value: string) => Objection | undefined) =>
  schema.check(({ value, issues }) => {
    const objection = object(value);
    if (objection) {
      const { reason, fix } = objection;
      issues.push({ code: "custom", message: reason, params: { fix }, input: value });
    }
  });

/** Without what an editor or a paste leaves around a value: spaces, newlines, a byte-order mark. */
export const trimmed = () => z.string().trim();

/** Text that `object` has no objection to: trimmed, and in Unicode's composed form (NFC), whatever machine it was written on. */
export const text = (object: (value: string) => Objection | undefined) =>
  checked(trimmed().normalize("NFC"), object);

/** The same as it is written, for what others read from the stack's file themselves. */
export const exactText = (object: (value: string) => Objection | undefined) =>
  checked(z.string(), object);

/** A path on this machine: trimmed, but with the letters as they are, because Linux tells their Unicode forms apart. */
export const filePath = (object: (value: string) => Objection | undefined) =>
  checked(trimmed(), object);

/** Text of the form `pattern`. */
export const matching = (pattern: RegExp, objection: Objection) =>
  text((value) => (pattern.test(value) ? undefined : objection));
