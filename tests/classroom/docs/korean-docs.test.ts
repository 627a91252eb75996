import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { KOREAN_DOCS, koreanDocs, missingIn } from "../../../classroom/docs/korean-docs.ts";
import { defineLab } from "../../../labs/contract/lab.ts";
import { value } from "../../../labs/contract/outputs.ts";

describe("docs/korean.md", () => {
  it("lists what has no Korean (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(KOREAN_DOCS, "utf8"), await koreanDocs());
  });

  it("would list every kind of text", () => {
    const lab = defineLab({
      id: "half",
      title: { en: "Half", ko: "반" },
      teaches: { en: "Something." },
      settings: z.strictObject({ size: z.int().default(1).meta({ description: "Size." }) }),
      outputs: { one: value("One"), two: value("Two", "둘") },
      build: () => ({}),
    });
    const check = { name: { en: "it works" }, hint: { en: "wait", ko: "기다리세요" } };
    const seen = { ...check, run: () => Promise.resolve("") };
    const fault = { does: { en: "breaks" }, foundBy: seen, make: () => Promise.resolve() };
    assert.deepEqual(missingIn(lab, { checks: [seen], fault }), [
      "teaches",
      "output one",
      'check "it works"',
      "fault",
      "setting size",
    ]);
  });
});
