import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { handoutFile, read, readHandout } from "../../classroom/handouting/source/handout-files.ts";
import { headingsIn } from "../../classroom/handouting/source/handout.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { PROJECT } from "../../lib/project.ts";
import { literalProblems, outdatedProblems } from "../support/handouts/literals.ts";
import { linkProblems, nameProblems, pointProblems } from "../support/handouts/names.ts";
import { particleProblems, sourceProblems, starProblems } from "../support/handouts/prose.ts";
import {
  blockProblems,
  hashProblems,
  sectionProblems,
  skeletonProblems,
} from "../support/handouts/skeleton.ts";
import { begunLabs, type WrittenLab, writtenLab } from "../support/handouts/written-lab.ts";

interface Noted {
  readonly points: readonly string[];
  readonly corrections: readonly string[];
}

/** The lines of the class notes by the lab that they are about, as somebody has read them. */
const NOTED = JSON.parse(
  readFileSync(path.join(PROJECT, "tests/fixtures/note-points.json"), "utf8"),
) as Readonly<Record<string, Noted>>;

const NOTHING: Noted = { points: [], corrections: [] };

const idsOf = (lab: string) => {
  const handout = readHandout(lab, "en");
  return handout && headingsIn(handout).map(({ id }) => id);
};
const exists = (file: string) => existsSync(path.join(PROJECT, file));

describe("the handout of", () => {
  for (const lab of begunLabs)
    describe(lab.id, () => {
      let written: WrittenLab;
      before(async () => {
        written = await writtenLab(lab);
      });

      const finds = (problems: readonly string[]) => {
        if (problems.length > 0) assert.fail(`\n${[...new Set(problems)].join("\n")}`);
      };
      const inBoth = (find: (language: "ko" | "en") => string[]) => {
        finds((["ko", "en"] as const).flatMap(find));
      };

      it("has its six sections in order, and something below each heading", () => {
        inBoth((language) => sectionProblems(written[language], language, written));
      });

      it("has the same headings, blocks, checks and outputs in both languages", () => {
        finds(skeletonProblems(written));
      });

      it("was compared with the Korean text as it is now", () => {
        finds(hashProblems(written));
      });

      it("has blocks that say where they are typed and what a test does with them", () => {
        inBoth((language) => blockProblems(written[language]));
      });

      it("names only what exists, and every check and output", () => {
        inBoth((language) => nameProblems(written[language], written));
      });

      it("has nobody's ids, account numbers and addresses", () => {
        inBoth((language) => literalProblems(written[language]));
      });

      it("has what AWS has closed in the section on the notes only", () => {
        inBoth((language) => outdatedProblems(written[language]));
      });

      it("has bold text that a reader sees as bold", () => {
        inBoth((language) => starProblems(written[language]));
      });

      it("has no Korean particle after a value whose last letter differs by class", () => {
        finds(particleProblems(written.ko));
      });

      it("sends nobody to files of the program, which students do not have", () => {
        inBoth((language) => sourceProblems(written[language]));
      });

      it("has links that lead somewhere", () => {
        inBoth((language) => linkProblems(written[language], { idsOf, exists }));
      });

      it("tells every point of the class notes, or says why not", () => {
        finds(pointProblems(written, NOTED[lab.id] ?? NOTHING));
      });
    });
});

describe("the class notes", () => {
  it("make 321 points and 65 corrections, all of labs that there are", () => {
    const all = Object.values(NOTED);
    assert.equal(all.flatMap(({ points }) => points).length, 321);
    assert.equal(all.flatMap(({ corrections }) => corrections).length, 65);
    const ids = catalogue.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(NOTED).filter((id) => !ids.includes(id)),
      [],
    );
  });

  it("have a handout for every lab, in both languages", () => {
    const files = catalogue.flatMap(({ id }) => [handoutFile(id, "ko"), handoutFile(id, "en")]);
    assert.deepEqual(
      files.filter((file) => read(file) === undefined),
      [],
    );
  });
});
