import assert from "node:assert/strict";
import { filledBlocks } from "../../../classroom/handouting/filled-block.ts";
import { parseHandout } from "../../../classroom/handouting/source/parse-handout.ts";
import type { HandoutClass } from "../../../classroom/handouting/values.ts";

const CLASS: HandoutClass = {
  stack: "dev",
  region: "ap-northeast-2",
  outputs: {
    "s3-bucket": { bucketName: "a-bucket", upload: "aws s3 cp FILE s3://a-bucket/" },
    "load-balancer": { instanceIds: { a: "i-1", b: "i-2" } },
    "linux-server": { ssh: "ssh ec2-user@203.0.113.9" },
    "s3-backup": { secretAccessKey: "[secret]" },
  },
  reading: { language: "en", isEmulated: false },
};

/** What becomes of the last of some blocks. */
function filled(about: HandoutClass, ...blocks: readonly string[]) {
  const fences = blocks.map((text) => `\`\`\`sh on=laptop run=emulator\n${text}\n\`\`\`\n`);
  const handout = parseHandout(`---\nminutes: 5\ntools: []\n---\n${fences.join("\n")}`, "h.md");
  return [...filledBlocks(handout, about).values()].at(-1);
}

describe("a handout's block", () => {
  it("has the values of the class", () => {
    const { text, absent } = filled(CLASS, "echo {{s3-bucket.bucketName}} {{region}}") ?? {};
    assert.deepEqual([text, absent], ["echo a-bucket ap-northeast-2\n", []]);
  });

  it("has lists and maps with spaces between, or a line for each where it is a line of its own", () => {
    assert.equal(filled(CLASS, "stop {{load-balancer.instanceIds}}")?.text, "stop i-1 i-2\n");
    assert.equal(filled(CLASS, "{{load-balancer.instanceIds}}")?.text, "i-1\ni-2\n");
  });

  it("takes what the reader chooses from a variable that is set above", () => {
    const { text } = filled(CLASS, "FILE=notes.txt", "{{s3-bucket.upload}}") ?? {};
    assert.equal(text, 'aws s3 cp "$FILE" s3://a-bucket/\n');
    assert.match(filled(CLASS, "{{s3-bucket.upload}}")?.text ?? "", /cp FILE/);
  });

  it("is no command where the class's settings leave a value out", () => {
    const alone = filled(CLASS, "echo\n{{s3-bucket.restore}}");
    assert.equal(alone?.text, "echo\n# s3-bucket.restore: this class's settings leave it out\n");
    const within = filled(CLASS, "a \\\n  {{s3-bucket.restore}}");
    assert.match(within?.text ?? "", /^# .*leave it out\n# a \\\n# {3}s3-bucket\.restore\n$/);
    assert.equal(within?.absent.length, 1);
  });

  it("is none where it would contact an emulated address", () => {
    const local = { ...CLASS, reading: { ...CLASS.reading, isEmulated: true } };
    const { text = "" } = filled(local, "{{linux-server.ssh}}") ?? {};
    assert.match(text, /^# .*on AWS only/);
    assert.doesNotMatch(text, /203\.0\.113\.9/);
  });

  it("calls our commands on the class's stack, or on the student's", () => {
    const call = "npm run class -- check --labs cdn";
    assert.equal(filled(CLASS, call)?.text, "npm run class -- check --stack dev --labs cdn\n");
    const own = filled({ ...CLASS, student: "s01" }, call);
    assert.equal(own?.text, "npm run class -- check --class dev --only s01 --labs cdn\n");
  });
});
