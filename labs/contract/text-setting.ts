import { z } from "zod";

/** Why a value is not valid, and what to write instead. */
export interface Objection {
  readonly reason: string;
  readonly fix: string;
}

/** Adds a check to a text schema: it checks the schema's output, which is the value that is used. */
export const checked = (schema: z.ZodString, object: (value: string) => Objection | undefined) =>
  schema.check(({ value, issues }) => {
    const objection = object(value);
    if (objection) {
      const { reason, fix } = objection;
      issues.push({ code: "custom", message: reason, params: { fix }, input: value });
    }
  });

/** Removes what an editor or a paste adds around a value: spaces, newlines, a byte-order mark. */
export const trimmed = () => z.string().trim();

/** Text that `object` accepts: trimmed, and in Unicode's composed form (NFC), whatever machine it was written on. */
export const text = (object: (value: string) => Objection | undefined) =>
  checked(trimmed().normalize("NFC"), object);

/** The same without changes, for values that other programs read from the stack's file themselves. */
export const exactText = (object: (value: string) => Objection | undefined) =>
  checked(z.string(), object);

/** A local path: trimmed, but without Unicode normalization, because Linux distinguishes the forms. */
export const filePath = (object: (value: string) => Objection | undefined) =>
  checked(trimmed(), object);

/** Text that matches `pattern`. */
export const matching = (pattern: RegExp, objection: Objection) =>
  text((value) => (pattern.test(value) ? undefined : objection));
