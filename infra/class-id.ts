import { createHash, randomBytes } from "node:crypto";
import { matching } from "../labs/contract/text-setting.ts";

/** Of base32 (RFC 4648, in lower case): no digit looks like a letter. 12 of them are 60 bits. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 12;

/** A new class id: two classes of one name are two classes, in one account as in two, and nobody guesses it. */
export const newClassId = (): string => inBase32(randomBytes(LENGTH));

/** The class id of a student's own stack: whoever knows the class's finds it, on any machine. */
export const studentClassId = (classId: string, student: string): string =>
  inBase32(createHash("sha256").update(`${classId}/${student}`).digest().subarray(0, LENGTH));

const inBase32 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");

/** What a class id looks like. */
export const classId = () =>
  matching(new RegExp(`^[${ALPHABET}]{${LENGTH}}$`), {
    reason: "not a class id: 12 characters of a-z and 2-7",
    fix: "remove the line; npm start -- --stack NAME writes the stack's id",
  });
