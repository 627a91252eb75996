import { createHash, randomBytes } from "node:crypto";
import { matching } from "../labs/contract/text-setting.ts";

/** The alphabet of base32 (RFC 4648, in lower case), in which no digit looks like a letter. 12 characters have 60 bits. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 12;

/** A new class id. It distinguishes classes of the same name, in one account or several, and cannot be guessed. */
export const newClassId = (): string => inBase32(randomBytes(LENGTH));

/** The class id of a student's own stack: it follows from the class's id, on any machine. */
export const studentClassId = (classId: string, student: string): string =>
  inBase32(createHash("sha256").update(`${classId}/${student}`).digest().subarray(0, LENGTH));

const inBase32 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");

/** The format of a class id. */
export const classId = () =>
  matching(new RegExp(`^[${ALPHABET}]{${LENGTH}}$`), {
    reason: "not a class id: 12 characters of a-z and 2-7",
    fix: "remove the line; to write the stack's id: npm start -- --stack NAME",
  });
