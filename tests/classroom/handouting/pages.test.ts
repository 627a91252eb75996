import assert from "node:assert/strict";
import { handoutPage } from "../../../classroom/handouting/pages/handout-page.ts";
import type { Filling } from "../../../classroom/handouting/pages/placeholder-inlines.ts";
import type { HandoutSubject } from "../../../classroom/handouting/pages/subject.ts";
import { pageHtml } from "../../../classroom/handouting/pages/to-html.ts";
import { pageMarkdown } from "../../../classroom/handouting/pages/to-markdown.ts";
import { parseHandout } from "../../../classroom/handouting/source/parse-handout.ts";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { s3Backup } from "../../../labs/s3-backup/lab.ts";

const HOSTILE = `</code><script>alert("1")</script> \`x\` **b** | [l](javascript:1) {{s3-backup.s3Uri}} \u202Emoor`;

const SOURCE = `---
minutes: 40
tools: [aws-cli]
---

For {{s3-backup.userName}} in {{region}}, see [a site]({{s3-backup.denied}}), [the end](#end), [the CDN](cdn.md), [the script](/labs/x.sh).

## Steps {#steps}

### One {#one}

Use \`{{s3-backup.bucketName}}\` and {{s3-backup.secretAccessKey}}; <b>no HTML</b> ![p](http://x/y.png).

| a | b |
| --- | --- |
| {{s3-backup.s3Uri}} | [bad](javascript:alert(1)) |

\`\`\`sh on=laptop run=emulator
{{s3-backup.sync}}
\`\`\`

\`\`\`\`\`text
done
\`\`\`\`
\`\`\`\`\`

## If it fails {#trouble}

Look.

## Repair exercise {#repair}

Look.

### Mend it {#mend}

Mend.

## Cleaning up {#end}

Nothing.
`;

const OUTPUTS = {
  bucketName: HOSTILE,
  s3Uri: "s3://a|b/",
  denied: "https://x.example/a(b c)d",
  userName: HOSTILE,
  secretAccessKey: "[secret]",
  sync: "DIR=.\naws s3 sync DIR s3://b/",
};

async function made(labs: readonly string[] = []) {
  const proof = await proofOf(s3Backup.id);
  const about: HandoutSubject["about"] = {
    stack: "dev",
    region: "ap-northeast-2",
    outputs: { "s3-backup": OUTPUTS },
    reading: { language: "en", isEmulated: false },
  };
  const facts = { hour: 0.5, use: 0, students: 30, unpriced: [], types: [], outputs: {} };
  const subject: HandoutSubject = {
    ...{ lab: s3Backup, settings: {}, proof, about, facts, isSample: false },
    types: ["aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"],
  };
  const page = handoutPage(parseHandout(SOURCE, "h.md"), subject);
  const filling: Filling = { lab: s3Backup.id, proof, about };
  return {
    markdown: pageMarkdown(page, filling, { labs }),
    html: pageHtml(page, filling, { labs, languages: ["ko", "en"] }),
  };
}

describe("a handout's page", () => {
  it("has in HTML whatever a value is as text, without the signs that turn text around", async () => {
    const { html } = await made();
    assert.doesNotMatch(html, /<script[^>]*>alert|<b>|href="javascript|<img|\u202E/);
    assert.match(html, /&lt;script&gt;alert\(&quot;1&quot;\)/);
    assert.equal(html.match(/<script\b/g)?.length, 1); // ours, by its hash
    assert.match(html, /default-src &#39;none&#39;/);
  });

  it("leaves a placeholder in a value as it is: a value is not read again", async () => {
    for (const text of Object.values(await made()))
      assert.ok(text.includes("{{s3-backup.s3Uri}}"), text);
  });

  it("has it in Markdown as code that ends where it ends", async () => {
    const { markdown } = await made();
    assert.ok(markdown.includes("``</code><script>"), markdown);
    assert.ok(markdown.includes("| `s3://a\\|b/` |"));
    assert.doesNotMatch(markdown, /\u202E/);
  });

  it("keeps in Markdown what could end a block or a link inside it", async () => {
    const { markdown } = await made();
    assert.match(markdown, /^`````text\ndone\n````\n`````$/m);
    assert.ok(markdown.includes("[a site](https://x.example/a%28b%20c%29d)"), markdown);
  });

  it("shows a value of several lines in the steps, not in one line among the values", async () => {
    const { markdown } = await made();
    assert.match(markdown, /^- \*\*Back up a folder\*\*: several lines; the steps show them/m);
    assert.match(markdown, /^DIR=\.\naws s3 sync DIR s3:\/\/b\/$/m);
  });

  it("shows a secret as the command that reads it", async () => {
    for (const text of Object.values(await made())) {
      assert.ok(!text.includes("[secret]"));
      assert.match(text, /npm run class -- outputs --stack dev --labs s3-backup --show-secrets/);
    }
  });

  it("leads to labs that have a page, to its own headings, and to no file that is not there", async () => {
    const { html, markdown } = await made(["cdn"]);
    assert.match(html, /<a href="cdn\.html">the CDN<\/a>/);
    assert.match(html, /<a href="#end">the end<\/a>/);
    assert.match(markdown, /\[the end\]\(#cleaning-up\).*\[the CDN\]\(cdn\.md\), the script\./);
    assert.match((await made()).html, /<span>the CDN<\/span>/);
  });

  it("folds the commands that mend and the fault, which paper does not show", async () => {
    const { html, markdown } = await made();
    assert.match(html, /<details class="spoiler"><summary>Mend it<\/summary>/);
    assert.equal(html.match(/<details class="spoiler">/g)?.length, 2);
    assert.match(markdown, /<details>\n<summary>Mend it<\/summary>\n\nMend\.\n\n<\/details>/);
    assert.match(markdown, /What was broken: /);
  });

  it("says what the lab costs, what stands, and what its checks advise", async () => {
    const { markdown } = await made();
    assert.match(markdown, /\$0\.5000 an hour while it exists/);
    assert.match(markdown, /\| S3 bucket \| 1 \| \[open\]\(https:\/\/ap-northeast-2\.console/);
    assert.match(markdown, /npm run class -- check --stack dev --labs s3-backup/);
  });

  it("keeps what a command prints apart from the command", async () => {
    const { html } = await made();
    assert.match(html, /<figure class="command"><figcaption>your terminal<\/figcaption>/);
    assert.match(html, /<figure class="output"><figcaption>output<\/figcaption>/);
  });
});
