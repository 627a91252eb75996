import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { capture } from "../../lib/spawn.ts";
import { findChromium, startChromium } from "../support/pages/browser.ts";

/** A picture of a window, in the size in which a README shows it whole. */
const WINDOW = { width: 1280, height: 800 };

/** Takes pictures of the page and the board of the class that is up in a folder. @returns the pictures */
export async function takePages(folder: string, into: string): Promise<string[]> {
  const chromium = findChromium();
  if (chromium === undefined)
    throw new Error("npm run screens needs Chromium: apt install chromium");
  const command = (...args: string[]) =>
    capture(process.execPath, ["classroom/main.ts", ...args], { cwd: folder });
  await command("check");
  await command("page", "--lang", "en");
  const page = path.join(folder, ".class/page/local/index.html");
  if (readFileSync(page, "utf8").includes(folder))
    throw new Error("The page shows a path of this machine");
  const browser = await startChromium(chromium);
  const board = spawn(process.execPath, ["classroom/main.ts", "board", "--lang", "en"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await new Promise<string>((resolve) => {
      board.stdout.setEncoding("utf8").on("data", (said: string) => {
        const [found] = /http:\S+/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    return [
      await take(browser, pathToFileURL(page).href, path.join(into, "page.png")),
      await take(browser, url, path.join(into, "board.png"), ".tile"),
    ];
  } finally {
    board.kill("SIGINT");
    await browser.close();
  }
}

async function take(browser: Browser, url: string, file: string, shows = "main"): Promise<string> {
  const page = await browser.newPage({ viewport: WINDOW });
  await page.goto(url);
  await page.locator(shows).first().waitFor();
  await page.waitForTimeout(1000); // the countdown begins
  const end = await page.evaluate<number>("document.querySelector('main').scrollHeight");
  const clip = { x: 0, y: 0, width: WINDOW.width, height: Math.min(end, WINDOW.height) };
  await page.screenshot({ path: file, clip });
  return file;
}
