import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { type ReadyHandout, sampleHandouts } from "../../../classroom/handouting/class-handouts.ts";
import { handoutFiles } from "../../../classroom/handouting/handout-folder.ts";
import { SAMPLE_CONFIG } from "../../../classroom/mocks/sample-config.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { writePrivately } from "../../../lib/files.ts";
import {
  findChromium,
  LOOKS,
  opened,
  overhangOf,
  startChromium,
  violationsIn,
} from "../../support/pages/browser.ts";

const CHROMIUM = findChromium();

/** Pages with all that handouts have: tables, long commands, folded parts, SQL, lists of values. */
const LOOKED_AT = ["ko/index", "ko/rds-mysql", "en/vpc-peering"];

interface Links {
  readonly files: readonly string[];
  readonly missing: readonly string[];
}

/** Run in a page: the files beside it that it leads to, and its own headings that are not there. */
const LINKS = `(() => {
  const bare = ({ href }) => href.split("#")[0];
  const links = [...document.querySelectorAll("a[href]")].filter(({ protocol }) => protocol === "file:");
  const own = links.filter((link) => link.hash !== "" && bare(link) === bare(location));
  return {
    files: links.filter((link) => !own.includes(link)).map(bare),
    missing: own.map(({ hash }) => hash).filter((hash) => !document.getElementById(hash.slice(1))),
  };
})()`;

const PHONE = { width: 390, colorScheme: "dark" } as const;

(CHROMIUM === undefined ? describe.skip : describe)(
  `the handouts in a browser${CHROMIUM === undefined ? " (skipped: no Chromium is installed)" : ""}`,
  function () {
    this.timeout("3m");
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-handouts-"));
    let names: readonly string[];
    let browser: Browser;

    before(async () => {
      const ready: ReadyHandout[] = [];
      for (const lab of catalogue) {
        const active = { lab, settings: lab.settings.parse({}) };
        ready.push(...(await sampleHandouts(SAMPLE_CONFIG, active, ["ko", "en"])));
      }
      const files = handoutFiles(ready, ["ko", "en"]);
      writePrivately(folder, files);
      names = [...files.keys()].filter((name) => name.endsWith(".html"));
      browser = await startChromium(CHROMIUM ?? "");
    });
    after(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    const urlOf = (name: string) => pathToFileURL(path.join(folder, name)).href;

    for (const name of LOOKED_AT)
      for (const look of LOOKS)
        it(`open from disk and can be read by all: ${name}, ${look.width} px, ${look.colorScheme}`, async () => {
          const { page, complaints, requests } = await opened(browser, urlOf(`${name}.html`), look);
          assert.deepEqual([complaints, requests], [[], []]);
          assert.deepEqual(await violationsIn(page), []);
          assert.ok((await overhangOf(page)) <= 0);
          await page.close();
        });

    it("fit on a phone, all of them, and lead to pages that are there", async () => {
      const wrong: string[] = [];
      for (const name of names) {
        const { page, complaints, requests } = await opened(browser, urlOf(name), PHONE);
        if (complaints.length + requests.length > 0) wrong.push(`${name}: ${complaints.join()}`);
        if ((await overhangOf(page)) > 0) wrong.push(`${name} is wider than a phone`);
        const { files, missing } = await page.evaluate<Links>(LINKS);
        const lost = files.filter((file) => !names.some((each) => urlOf(each) === file));
        wrong.push(...[...lost, ...missing].map((link) => `${name} leads to ${link}`));
        await page.close();
      }
      assert.deepEqual(wrong, []);
    });
  },
);
