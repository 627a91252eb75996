import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { BoardModel } from "../../../classroom/board/board.ts";
import type { BoardInputs } from "../../../classroom/board/board-inputs.ts";
import { Feed } from "../../../classroom/board/feed.ts";
import { boardPage } from "../../../classroom/board/page.ts";
import { partsOf } from "../../../classroom/board/parts.ts";
import { type BoardServer, serveBoard } from "../../../classroom/board/server.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import {
  findChromium,
  type Look,
  LOOKS,
  opened,
  overhangOf,
  startChromium,
  violationsIn,
} from "../../support/pages/browser.ts";
import { HOSTILE } from "../../support/pages/hostile.ts";
import {
  checksOf,
  comingUp,
  known,
  row,
  stacksReport,
  studentIds,
} from "../../support/pages/known-class.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";

const CHROMIUM = findChromium();

const BEAMER = { width: 1920, colorScheme: "light", offline: false } as const;

(CHROMIUM === undefined ? describe.skip : describe)(
  `the board in a browser${CHROMIUM === undefined ? " (skipped: no Chromium is installed)" : ""}`,
  function () {
    this.timeout("90s");
    const model = new BoardModel();
    let browser: Browser;
    let feed: Feed;
    let server: BoardServer;

    before(async () => {
      browser = await startChromium(CHROMIUM ?? "");
    });
    after(() => browser.close());
    beforeEach(async () => {
      feed = new Feed();
      server = await serveBoard(feed, () => boardPage(feed.parts, "spring", "ko"));
    });
    afterEach(() => {
      server.stop();
    });

    const publish = (what: Partial<BoardInputs>): void => {
      feed.publish(partsOf(model.at(known(what), Date.now()), "ko"));
    };
    /** Thirty students, of whom one has failed, and one has failed checks. */
    const thirty = (done: number): Partial<BoardInputs> => {
      const ids = studentIds(30);
      const rows = ids.map((id, at) =>
        at === 4
          ? row(id, { state: "failed", what: "no capacity in ap-northeast-2a" })
          : row(id, {
              state: at < 12 ? "done" : "at work",
              done,
              total: 40,
              what: "EC2 instance, 12 s",
            }),
      );
      const studentChecks = new Map(
        ids.slice(0, 8).map((id, at) => [id, checksOf(at === 2 ? "fail" : "pass")]),
      );
      return { progress: comingUp(rows), stacks: stacksReport(), studentChecks };
    };
    const open = async (look: Look): Promise<Page & { complaints: readonly string[] }> => {
      const { page, complaints } = await opened(browser, server.url, { ...look, offline: false });
      await page.getByRole("status").getByText("실시간").waitFor();
      return Object.assign(page, { complaints });
    };

    it("stands on one screen of a beamer, has no barrier, and is as wide as its window", async () => {
      publish(thirty(3));
      for (const look of LOOKS) {
        const page = await open(look);
        assert.equal(await overhangOf(page), 0, `${look.width} px`);
        if (look.width === 1920) {
          assert.equal(
            await page.evaluate("document.documentElement.scrollHeight <= innerHeight"),
            true,
          );
          assert.deepEqual(await violationsIn(page), []);
        }
        assert.deepEqual(page.complaints, []);
        await page.close();
      }
    });

    it("stands on one screen of a beamer with all labs, too", async () => {
      const labs = catalogue.map(({ id }) => id);
      const checks = labs.map((id, at) => [id, checksOf(at % 9 === 0 ? "fail" : "pass").dynamodb]);
      publish({
        stacks: stacksReport({ labs }),
        checks: Object.fromEntries(checks) as BoardInputs["checks"],
      });
      const page = await open(BEAMER);
      assert.equal(await page.locator(".tile").count(), labs.length);
      const isWhole = "document.documentElement.scrollHeight <= innerHeight";
      assert.equal(await page.evaluate(isWhole), true);
      assert.deepEqual(await violationsIn(page), []);
      await page.close();
    });

    it("shows what comes within a second, and asks nobody else", async () => {
      publish(thirty(3));
      const page = await open(BEAMER);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const begin = performance.now();
      publish(thirty(17));
      await page.getByText("17 / 40").first().waitFor();
      assertWithin(performance.now() - begin, 1000);
      assert.deepEqual(asked, []);
      await page.close();
    });

    it("is paused and goes on by the keyboard, with the newest of each", async () => {
      publish(thirty(3));
      const page = await open(BEAMER);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.locator("button").getAttribute("aria-pressed"), "true");
      assert.equal(await page.getByRole("status").textContent(), "일시 정지됨");
      publish(thirty(18));
      await page.waitForTimeout(300);
      publish(thirty(19));
      await page.waitForTimeout(300);
      assert.equal(await page.getByText("3 / 40").count(), 18);
      await page.keyboard.press("Enter");
      assert.equal(await page.getByText("19 / 40").count(), 18);
      assert.equal(await page.locator("button:focus").count(), 1);
      await page.close();
    });

    it("shows students who come, and no longer those who are gone", async () => {
      publish({ stacks: stacksReport({ students: { s01: { state: "up" } } }) });
      const page = await open(BEAMER);
      publish({
        stacks: stacksReport({ students: { s01: { state: "up" }, s02: { state: "up" } } }),
      });
      await page.getByRole("heading", { name: "s02" }).waitFor();
      publish({ stacks: stacksReport({ students: { s02: { state: "up" } } }) });
      await page.getByRole("heading", { name: "s01" }).waitFor({ state: "detached" });
      assert.equal(await page.locator(".tile").count(), 1);
      await page.close();
    });

    it("says that the connection is lost, and comes back", async () => {
      publish(thirty(3));
      const page = await open(BEAMER);
      const port = Number(new URL(server.url).port);
      server.stop();
      await page.getByRole("status").getByText("연결이 끊어졌습니다").waitFor();
      feed = new Feed();
      publish(thirty(21));
      server = await serveBoard(feed, () => boardPage(feed.parts, "spring", "ko"), port);
      await page.getByText("21 / 40").first().waitFor();
      assert.equal(await page.getByRole("status").textContent(), "실시간");
      await page.close();
    });

    it("shows a hostile text as text", async () => {
      const page = await open(BEAMER);
      publish({
        stacks: stacksReport({
          className: HOSTILE,
          students: { [HOSTILE]: { state: "failed", reason: HOSTILE } },
        }),
      });
      await page.getByRole("heading", { name: "<script>" }).first().waitFor();
      assert.notEqual(await page.title(), "run");
      assert.equal(await page.locator("img, svg").count(), 0);
      assert.equal(await overhangOf(page), 0);
      await page.close();
    });
  },
);
