import { expect } from "../../contract/outcome.ts";
import { countsOf } from "./visit.ts";

/** The percentage of visitors that each page should get, by its title. */
export type Shares = Readonly<Record<string, number>>;

/**
 * Compares the visitors of each page with its share.
 *
 * @param pages the number of visitors of each page
 * @throws Failure when a page is more than three standard deviations away from its share. By chance this happens once in 370
 * times, and a failed check runs again.
 */
export function expectShares(pages: ReadonlyMap<string, number>, shares: Shares): void {
  const seen = countsOf(pages);
  const strange = [...pages.keys()].filter((page) => !(page in shares));
  expect(strange.length === 0, `seen ${seen}: unexpected ${strange.join(", ")}`);
  const times = [...pages.values()].reduce((sum, count) => sum + count, 0);
  for (const [page, percent] of Object.entries(shares)) {
    const share = percent / 100;
    const room = 3 * Math.sqrt(times * share * (1 - share));
    const far = Math.abs((pages.get(page) ?? 0) - times * share) > room;
    expect(!far, `seen ${seen}: ${page} should get ${percent} %`);
  }
}

/**
 * Checks that every healthy server gets visitors, and no other server does.
 *
 * @param states the state of each page's server, by the page's title: `healthy`, or another one
 * @throws Failure when a server that should be out of rotation gets visitors, or a healthy one gets none
 */
export function expectTurns(
  pages: ReadonlyMap<string, number>,
  states: Readonly<Record<string, string>>,
): string {
  const seen = countsOf(pages);
  for (const page of pages.keys()) {
    const state = states[page];
    expect(state !== undefined, `seen ${seen}: unexpected ${page}`);
    expect(state === "healthy", `seen ${seen}: ${page} is ${state} but still gets visitors`);
  }
  const isIdle = ([page, state]: readonly [string, string]) =>
    state === "healthy" && !pages.has(page);
  const idle = Object.entries(states)
    .filter(isIdle)
    .map(([page]) => page);
  expect(idle.length === 0, `seen ${seen}: no visitor gets ${idle.join(", ")}`);
  const out = Object.entries(states).filter(([, state]) => state !== "healthy");
  return [seen, ...out.map(([page, state]) => `${page} is ${state} and out of rotation`)].join(
    "; ",
  );
}
