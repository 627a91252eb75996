import { z } from "zod";
import { nearest } from "../../labs/contract/nearest.ts";
import type { Objection } from "../../labs/contract/text-setting.ts";
import type { Column } from "./columns.ts";

/** What is invalid in any column. */
export function textFault(cell: string): Objection | undefined {
  // Also in full width: a Japanese or Korean Excel treats them the same.
  const formula = /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/u.exec(cell);
  if (formula)
    return {
      reason: "begins like a formula (=, +, -, @ or a tab), which a spreadsheet would run",
      fix: "begin it with a letter or a digit",
    };
  // Joiners are allowed, because names in some scripts need them; other format characters hide or reorder text.
  if (/[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u.test(cell.trim()))
    return {
      reason: "has an invisible character: a control character, a direction mark or the like",
      fix: "delete the cell and type it again",
    };
  if (cell.includes("\uFFFD"))
    return {
      reason: "a character was lost when the file was saved",
      fix: "type it again, and save the file as CSV UTF-8",
    };
  return undefined;
}

const LONGEST_NAME = 100;

/** `--student all` of `handouts`. */
const EVERYBODY = "all";

/** What stands below a list: 합계, 총 30명, Total: 30. */
const TOTAL = /^(?:합계|총계|총원|총\s*인원|인원\s*수?|total)(?=$|[\s:：\d])|^총\s*\d+\s*명$/iu;

/** Checks of cells that are not empty, by column; for labs, see `labFaults`. */
export const FIELD_FAULTS: Readonly<
  Record<Exclude<Column, "labs">, (value: string) => Objection | undefined>
> = {
  id: (value) => {
    if (value === EVERYBODY)
      return { reason: `${EVERYBODY} stands for all students`, fix: "write an id such as s01" };
    if (ID.test(value)) return undefined;
    const lower = value.normalize("NFKC").toLowerCase();
    const fix = `write ${ID.test(lower) ? lower : "an id such as s01"}, or leave the cell empty: an id is then made`;
    return { reason: "not a valid id: 1 to 8 letters a-z and digits, a letter first", fix };
  },
  name: (value) => {
    if (value.includes("@"))
      return { reason: "not a name: it has an @", fix: "write an address into column email" };
    if (!/[\p{L}\p{N}]/u.test(value))
      return { reason: "not a name: it has no letter", fix: "write the student's name" };
    if (TOTAL.test(value))
      return { reason: "not a name: it is the total of a list", fix: "remove the line" };
    return Array.from(value).length <= LONGEST_NAME
      ? undefined
      : { reason: `more than ${LONGEST_NAME} characters`, fix: "shorten it" };
  },
  email: (value) =>
    z.email().safeParse(value).success
      ? undefined
      : {
          reason: "not a valid e-mail address",
          fix: "write one address such as student@example.com",
        },
  account: accountFault,
  roleArn: (value) =>
    accountOfRole(value) === undefined
      ? {
          reason: "not the ARN of an IAM role",
          fix: "write e.g. arn:aws:iam::123456789012:role/class",
        }
      : undefined,
};

const ID = /^[a-z][a-z0-9]{0,7}$/;

function accountFault(value: string): Objection | undefined {
  if (/^\d{12}$/.test(value)) return undefined;
  const asText = "in Excel, format the column as Text first";
  if (/^\d+([.,]\d+)?E\+?\d+$/i.test(value))
    return {
      reason: "Excel has rounded the account ID",
      fix: `write all 12 digits again; ${asText}`,
    };
  if (/^\d{9,11}$/.test(value))
    return {
      reason: `${value.length} of 12 digits; Excel removes leading zeros`,
      fix: `write ${value.padStart(12, "0")} if that is it; ${asText}`,
    };
  const digits = value.normalize("NFKC").replace(/[\s'-]/g, "");
  if (/^\d{12}$/.test(digits))
    return { reason: "an account ID has only digits", fix: `write ${digits}` };
  if (value.startsWith("arn:"))
    return { reason: "an ARN, not an account ID", fix: "write it into column roleArn" };
  return { reason: "not a valid AWS account ID", fix: "write its 12 digits" };
}

/** The account of a role; undefined when the text is not the ARN of a role. */
export const accountOfRole = (arn: string): string | undefined =>
  /^arn:(?:aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/(?:[!-~]+\/)?[\w+=,.@-]{1,64}$/.exec(
    arn,
  )?.[1];

/** The labs named in a cell, separated by spaces or any of , ; | + */
export const labsIn = (cell: string): string[] =>
  cell.split(/[\s,;|+]+/).filter((name) => name !== "");

/** Invalid labs of a cell, and what is wrong with them. */
export const labFaults = (
  names: readonly string[],
  known: readonly string[],
): (Objection & { readonly name: string })[] =>
  names.flatMap((name, at) => {
    if (!known.includes(name))
      return [{ name, reason: "there is no such lab", fix: nearest(name, known) }];
    return names.indexOf(name) < at
      ? [{ name, reason: "listed twice", fix: "write each lab once" }]
      : [];
  });
