import assert from "node:assert/strict";
import { mistakesIn } from "./files.ts";

const FORMULA =
  "begins like a formula (=, +, -, @ or a tab), which a spreadsheet would run | fix: begin it with a letter or a digit";
const INVISIBLE =
  "has an invisible character: a control character, a direction mark or the like | fix: delete the cell and type it again";
const NO_ID = "not a valid id: 1 to 8 letters a-z and digits, a letter first | fix: write";
const OR_EMPTY = "or leave the cell empty: an id is then made";
const NO_ADDRESS =
  "not a valid e-mail address | fix: write one address such as student@example.com";
const NO_ROLE = "not the ARN of an IAM role | fix: write e.g. arn:aws:iam::123456789012:role/class";
const SHARE =
  "fix: give each student another account, or leave the cells of both empty: they share the class's account";
const AS_TEXT = "in Excel, format the column as Text first";

/** What it has, the file, and everything that is said about it, below the line with the count. */
const FILES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "ids of another form",
    "id,name\nS01,A\n20261234,B\n학생,C\nabcdefghi,D\ns-1,E\n",
    [
      `line 2, id = "S01": ${NO_ID} s01, ${OR_EMPTY}`,
      `line 3, id = "20261234": ${NO_ID} an id such as s01, ${OR_EMPTY}`,
      `line 4, id = "학생": ${NO_ID} an id such as s01, ${OR_EMPTY}`,
      `line 5, id = "abcdefghi": ${NO_ID} an id such as s01, ${OR_EMPTY}`,
      `line 6, id = "s-1": ${NO_ID} an id such as s01, ${OR_EMPTY}`,
    ],
  ],
  [
    "an id in full width, and one that stands for all",
    "id,name\nｓ０１,A\nall,B\n",
    [
      `line 2, id = "ｓ０１": ${NO_ID} s01, ${OR_EMPTY}`,
      'line 3, id = "all": all stands for all students | fix: write an id such as s01',
    ],
  ],
  [
    "names without a letter, and totals of a list",
    "id,name\na,\u200D\nb,---\nc,합계\nd,총 인원: 30명\ne,총 30명\nf,Total 30\ng,총명이\nh,계은숙\ni,3\n",
    [
      'line 2, name = "\\u{200d}": not a name: it has no letter | fix: write the student\'s name',
      `line 3, name = "---": ${FORMULA}`,
      ...["합계", "총 인원: 30명", "총 30명", "Total 30"].map(
        (name, at) =>
          `line ${at + 4}, name = "${name}": not a name: it is the total of a list | fix: remove the line`,
      ),
    ],
  ],
  [
    "addresses that are not valid",
    "id,name,email\na,A,kim@@example.com\nb,B,kim.example.com\nc,C,kim lee@example.com\nd,D,kim@example\n",
    [
      `line 2, email = "k***@example.com": ${NO_ADDRESS}`,
      `line 3, email = "k***": ${NO_ADDRESS}`,
      `line 4, email = "k***@example.com": ${NO_ADDRESS}`,
      `line 5, email = "k***@example": ${NO_ADDRESS}`,
    ],
  ],
  [
    "an address in the column of names",
    "id,name\na,kim@example.com\n",
    [
      'line 2, name = "k***@example.com": not a name: it has an @ | fix: write an address into column email',
    ],
  ],
  [
    "a name of more than 100 characters",
    `id,name\na,${"김".repeat(100)}\nb,${"김".repeat(101)}\n`,
    [
      'line 3, name = "김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김김...": more than 100 characters | fix: shorten it',
    ],
  ],
  [
    "accounts as Excel spoils them",
    "id,name,account\na,A,1.23457E+11\nb,B,12345678901\nc,C,1234-5678-9012\nd,D,1\n",
    [
      `line 2, account = "1.23457E+11": Excel has rounded the account ID | fix: write all 12 digits again; ${AS_TEXT}`,
      `line 3, account = "12345678901": 11 of 12 digits; Excel removes leading zeros | fix: write 012345678901 if that is it; ${AS_TEXT}`,
      'line 4, account = "1234-5678-9012": an account ID has only digits | fix: write 123456789012',
      'line 5, account = "1": not a valid AWS account ID | fix: write its 12 digits',
    ],
  ],
  [
    "accounts with more than their digits",
    "id,name,account\na,A,'123456789012\nb,B,1234 5678 9012\nc,C,１２３４５６７８９０１２\n",
    [
      `line 2, account = "'123456789012": an account ID has only digits | fix: write 123456789012`,
      'line 3, account = "1234 5678 9012": an account ID has only digits | fix: write 123456789012',
      'line 4, account = "１２３４５６７８９０１２": an account ID has only digits | fix: write 123456789012',
    ],
  ],
  [
    "accounts that are none",
    "id,name,account\na,A,1234567890123\nb,B,arn:aws:iam::123456789012:role/x\nc,C,dev\n",
    [
      'line 2, account = "1234567890123": not a valid AWS account ID | fix: write its 12 digits',
      'line 3, account = "arn:aws:iam::123456789012:role/x": an ARN, not an account ID | fix: write it into column roleArn',
      'line 4, account = "dev": not a valid AWS account ID | fix: write its 12 digits',
    ],
  ],
  [
    "accounts that occur twice, in a role, too",
    "id,name,account,roleArn\na,A,123456789012,\nb,B,123456789012,\nc,C,,arn:aws:iam::123456789012:role/x\n",
    [
      `line 3, account = "123456789012": the same account as in line 2 | ${SHARE}`,
      `line 4, roleArn = "arn:aws:iam::123456789012:role/x": the same account as in line 2 | ${SHARE}`,
    ],
  ],
  [
    "roles that are none",
    "id,name,roleArn\na,A,arn:aws:iam::123456789012:user/kim\nb,B,arn:aws:sts::123456789012:assumed-role/x/y\nc,C,arn:aws-iso:iam::123456789012:role/x\nd,D,arn:aws:iam::12345678901:role/x\n",
    [
      `line 2, roleArn = "arn:aws:iam::123456789012:user/kim": ${NO_ROLE}`,
      `line 3, roleArn = "arn:aws:sts::123456789012:assumed-role/x/y": ${NO_ROLE}`,
      `line 4, roleArn = "arn:aws-iso:iam::123456789012:role/x": ${NO_ROLE}`,
      `line 5, roleArn = "arn:aws:iam::12345678901:role/x": ${NO_ROLE}`,
    ],
  ],
  [
    "a role in another account",
    "id,name,account,roleArn\na,A,123456789012,arn:aws:iam::210987654321:role/x\n",
    [
      'line 2, roleArn = "arn:aws:iam::210987654321:role/x": in account 210987654321, but column account has 123456789012 | fix: correct one of the two, or leave account empty',
    ],
  ],
  [
    "labs that do not exist, or twice",
    "id,name,labs\na,A,s3-bukcet dynamodb dynamodb\nb,B,S3-bucket\n",
    [
      'line 2, labs = "s3-bukcet": there is no such lab | fix: did you mean s3-bucket? Valid: linux-server, s3-bucket, dynamodb',
      'line 2, labs = "dynamodb": listed twice | fix: write each lab once',
      'line 3, labs = "S3-bucket": there is no such lab | fix: did you mean s3-bucket? Valid: linux-server, s3-bucket, dynamodb',
    ],
  ],
  [
    "cells that begin like a formula",
    'id,name,labs\n=1,A,\nb,-B,\nc,+82,\nd,@D,\ne,＝E,\nf, =F,\ng,"\tG",\nh,H,=s3-bucket\n',
    [
      `line 2, id = "=1": ${FORMULA}`,
      `line 3, name = "-B": ${FORMULA}`,
      `line 4, name = "+82": ${FORMULA}`,
      `line 5, name = "@D": ${FORMULA}`,
      `line 6, name = "＝E": ${FORMULA}`,
      `line 7, name = " =F": ${FORMULA}`,
      `line 8, name = "\\u{9}G": ${FORMULA}`,
      `line 9, labs = "=s3-bucket": ${FORMULA}`,
    ],
  ],
  [
    "control characters, direction marks and lost characters",
    "id,name\na,A\u0007\u001b[2J\nb,B\u202Egpj\nc,C\u200Bx\nd,김\uFFFD\n",
    [
      `line 2, name = "A\\u{7}\\u{1b}[2J": ${INVISIBLE}`,
      `line 3, name = "B\\u{202e}gpj": ${INVISIBLE}`,
      `line 4, name = "C\\u{200b}x": ${INVISIBLE}`,
      'line 5, name = "김�": a character was lost when the file was saved | fix: type it again, and save the file as CSV UTF-8',
    ],
  ],
];

describe("a roster's cells", () => {
  for (const [what, file, mistakes] of FILES)
    it(`have all their mistakes named: ${what}`, () => {
      assert.deepEqual(mistakesIn(file), mistakes);
    });
});
