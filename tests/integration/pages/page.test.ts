import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { classPage, studentPage } from "../../../classroom/class-page/pages.ts";
import {
  findChromium,
  LOOKS,
  opened,
  overhangOf,
  startChromium,
  violationsIn,
} from "../../support/pages/browser.ts";
import { HOSTILE } from "../../support/pages/hostile.ts";
import { hostileView, NOW, releasedView, USUAL } from "../../support/pages/released-class.ts";

const CHROMIUM = findChromium();

const LAPTOP = { width: 1280, colorScheme: "light" } as const;

(CHROMIUM === undefined ? describe.skip : describe)(
  `the pages in a browser${CHROMIUM === undefined ? " (skipped: no Chromium is installed)" : ""}`,
  function () {
    this.timeout("90s");
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-pages-"));
    const urls = new Map<string, string>();
    let browser: Browser;

    before(async () => {
      const ko = { language: "ko", now: NOW } as const;
      const en = { language: "en", now: NOW } as const;
      const all = await releasedView({}, { language: "ko" });
      const usual = await releasedView({ labs: USUAL });
      const status = {
        state: "up",
        spent: 1.2,
        perHour: 0.3,
        checks: { at: "2026-11-30T02:00:00Z", passed: 5, failed: 1, inconclusive: 0, labs: USUAL },
      } as const;
      const students = Array.from({ length: 30 }, (_, at) => ({
        ...{ id: `s${at}`, name: `학생 ${at}`, status, href: `students/s${at}.html` },
      }));
      const hostile = await hostileView(HOSTILE);
      const named = [{ id: "s01", name: HOSTILE, status: { ...status, reason: HOSTILE } }];
      for (const [name, text] of [
        ["all", classPage({ view: all, students }, ko)],
        ["usual", classPage({ view: usual }, en)],
        ["student", studentPage({ view: usual, id: "s01", name: "김하나" }, ko)],
        ["hostile", classPage({ view: hostile, students: named }, en)],
      ] as const) {
        const file = path.join(folder, `${name}.html`);
        writeFileSync(file, text);
        urls.set(name, pathToFileURL(file).href);
      }
      browser = await startChromium(CHROMIUM ?? "");
    });
    after(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    // What axe finds depends on the colours; it takes seconds.
    const judged = { all: "light", usual: "dark", student: "light", hostile: "dark" };
    for (const [name, colours] of Object.entries(judged))
      it(`open from disk without network, error or barrier, as wide as their window: ${name}`, async () => {
        for (const look of LOOKS) {
          const { page, complaints, requests } = await opened(browser, urls.get(name) ?? "", look);
          assert.deepEqual([complaints, requests], [[], []]);
          assert.equal(await overhangOf(page), 0, `${look.width} px`);
          assert.notEqual(await page.title(), "run");
          assert.doesNotMatch(await page.innerText("body"), /NaN|undefined|\[object/);
          if (look.width === 1280 && look.colorScheme === colours)
            assert.deepEqual(await violationsIn(page), [], JSON.stringify(look));
          await page.close();
        }
      });

    it("count down to the end", async () => {
      const { page } = await opened(browser, urls.get("student") ?? "", LAPTOP);
      const left = page.locator("[data-ends]");
      await page.clock.setFixedTime(NOW);
      await page.reload();
      assert.equal(await left.textContent(), "6시간 0분");
      await page.clock.setFixedTime(new Date(NOW.getTime() + 6 * 3_600_000 + 1000));
      await left.getByText("수업이 끝났습니다.").waitFor();
    });

    it("keep the indentation of a value that is a file", async () => {
      const { page } = await opened(browser, urls.get("all") ?? "", LAPTOP);
      const lab = page.locator("#lab-elastic-beanstalk");
      assert.match(await lab.innerText(), /^ {4}environment: elastic-beanstalk-/m);
    });

    it("are read on paper with what a screen folds", async () => {
      const { page } = await opened(browser, urls.get("usual") ?? "", LAPTOP);
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator(".checks ul").first().isVisible());
      assert.ok(!(await page.locator("[data-ends]").isVisible()));
    });
  },
);
