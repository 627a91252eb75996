import assert from "node:assert/strict";
import { blockWords, expectation } from "../../../classroom/handouting/source/block-words.ts";
import { koreanHash } from "../../../classroom/handouting/source/handout-files.ts";
import { blocksIn, placed } from "../../../classroom/handouting/source/handout.ts";
import { HandoutError, parseHandout } from "../../../classroom/handouting/source/parse-handout.ts";
import {
  placeholdersIn,
  replacePlaceholders,
} from "../../../classroom/handouting/source/placeholders.ts";
import { parsePoints } from "../../../classroom/handouting/source/points.ts";

const FRONT = "---\nminutes: 40\ntools: [aws-cli]\n---\n";

const TEXT = `${FRONT}
What it is for.

## Steps {#steps}

### Look {#look}

Why.

\`\`\`sh on=laptop run=emulator expect=/a b/i
echo "# no heading"   # a comment
\`\`\`

Then.
`;

const parse = (text: string) => parseHandout(text, "handout.md");

describe("a handout's text", () => {
  it("is read as headings, blocks and prose, each with its line", () => {
    const { minutes, tools, parts } = parse(TEXT);
    assert.deepEqual([minutes, tools], [40, ["aws-cli"]]);
    assert.deepEqual(
      parts.map(({ kind, line }) => [kind, line]),
      [
        ["prose", 6],
        ["heading", 8],
        ["heading", 10],
        ["prose", 12],
        ["block", 14],
        ["prose", 18],
      ],
    );
  });

  it("has blocks with their words, and nothing in them is a heading", () => {
    const [block] = blocksIn(parse(TEXT));
    assert.deepEqual(block, {
      part: {
        kind: "block",
        language: "sh",
        words: { on: "laptop", run: "emulator", expect: "/a b/i" },
        text: 'echo "# no heading"   # a comment\n',
        line: 14,
      },
      section: "steps",
      heading: "look",
    });
  });

  it("has nothing but prose above its first section", () => {
    assert.equal(placed(parse(TEXT).parts)[0]?.section, undefined);
  });

  it("keeps a hash of digits alone as it is written", () => {
    const { ko } = parse(TEXT.replace("tools:", "ko: 0012345678901234\ntools:"));
    assert.equal(ko, "0012345678901234");
    assert.match(koreanHash("text"), /^[0-9a-f]{16}$/);
  });

  const WRONG: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    "no front matter": ["# Title\n", /^handout\.md:1: begin with front matter/],
    "minutes that are no number": [TEXT.replace("40", "forty"), /front matter: minutes/],
    "an unknown tool": [TEXT.replace("aws-cli", "hammer"), /front matter: tools\.0/],
    "a heading without id": [TEXT.replace(" {#look}", ""), /^handout\.md:10: .*no id/],
    "a title of its own": [TEXT.replace("## Steps", "# Steps"), /^handout\.md:8: .*two to four/],
    "an unknown language": [TEXT.replace("sh on", "bash on"), /^handout\.md:14: .*language/],
    "an unknown word": [TEXT.replace("run=", "ran="), /^handout\.md:14: .*ran/],
    "an expression that is none": [TEXT.replace("/a b/i", "/(/"), /^handout\.md:14: .*expect/],
    "a block without end": [TEXT.replace(/```\n\nThen/, "Then"), /^handout\.md:14: .*no end/],
    "an indented block": [TEXT.replace("```sh", " ```sh"), /^handout\.md:14: .*beginning/],
  };
  for (const [what, [text, says]] of Object.entries(WRONG))
    it(`is refused with ${what}, by file and line`, () => {
      assert.throws(
        () => parse(text),
        (error) => error instanceof HandoutError && says.test(error.message),
      );
    });
});

describe("a block's words", () => {
  it("may have values with spaces: in quotes, and between slashes", () => {
    const words = blockWords("sh", ' on=server run=aws because="no server runs" timeout=60');
    assert.deepEqual(words, {
      on: "server",
      run: "aws",
      because: "no server runs",
      timeout: 60,
    });
  });

  it("are none of output and files", () => {
    assert.deepEqual(blockWords("text", ""), {});
    assert.throws(() => blockWords("text", "on=laptop"), /has no words/);
  });

  it("stand there once", () => {
    assert.throws(() => blockWords("sh", "on=laptop on=server run=no"), /on is there twice/);
  });

  it("expect what a placeholder stands for, whatever signs are in it", () => {
    const expression = expectation("/^{{region}}$/", () => "a.b");
    assert.ok(expression.test("a.b"));
    assert.ok(!expression.test("axb"));
  });
});

describe("placeholders", () => {
  it("are outputs, checks, settings, the region and the class", () => {
    const text = "{{cdn.url}} {{check:it works (a.b)}} {{setting:a.b}} {{region}} {{class}} {{?}}";
    assert.deepEqual(
      placeholdersIn(text).map(({ placeholder }) => placeholder),
      [
        { kind: "output", lab: "cdn", output: "url" },
        { kind: "check", name: "it works (a.b)" },
        { kind: "setting", name: "a.b" },
        { kind: "region" },
        { kind: "class" },
        undefined,
      ],
    );
  });

  it("are replaced, and what is none stays", () => {
    assert.equal(
      replacePlaceholders("{{region}}, {{?}}", () => "$& here"),
      "$& here, {{?}}",
    );
  });
});

describe("points.yaml", () => {
  it("may be missing what a lab does not have", () => {
    assert.deepEqual(parsePoints("", "points.yaml"), {
      points: [],
      corrections: [],
      notForStudents: {},
    });
  });

  it("is refused with an unknown key", () => {
    const text = 'points:\n  - lines: "N1 1"\n    says: "a"\n    at: steps\n';
    assert.throws(() => parsePoints(text, "points.yaml"), /points\.yaml: points\.0: .*at/);
  });
});
