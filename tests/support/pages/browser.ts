import { existsSync } from "node:fs";
import path from "node:path";
import axe, { type AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

/** What Chromium is called on systems. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The system's Chromium; undefined where there is none. */
export const findChromium = ({ PATH = "" } = process.env): string | undefined =>
  PATH.split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));

/** Starts it without a window. Its sandbox needs rights that root in a container does not have. */
export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Widths of a telephone, a laptop and a beamer. */
export const WIDTHS = [390, 1280, 1920] as const;

export interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  /** @default true */
  readonly offline?: boolean;
}

export const LOOKS: readonly Look[] = WIDTHS.flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** What a page has done and looks like. */
export interface Opened {
  readonly page: Page;
  /** What a browser complains of. */
  readonly complaints: readonly string[];
  /** What the page has asked for besides itself. */
  readonly requests: readonly string[];
}

/** Opens a page. @param url of a file, or of a server on this machine */
export async function opened(
  browser: Browser,
  url: string,
  { width, colorScheme, offline = true }: Look,
): Promise<Opened> {
  const height = width > 1500 ? 1080 : 844;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, offline });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) complaints.push(said.text());
  });
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
  });
  await page.goto(url);
  return { page, complaints, requests };
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds against WCAG AA, in a line each. */
export async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = `axe.run({ runOnly: { type: "tag", values: ${JSON.stringify(RULES)} } })`;
  const results = await page.evaluate<AxeResults>(run);
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html.slice(0, 160))
        .slice(0, 3)
        .join(" | ")}`,
  );
}

/** How many pixels a page is wider than its window. */
export const overhangOf = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
