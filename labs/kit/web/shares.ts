import { expect } from "../../contract/outcome.ts";
import { countsOf } from "./visit.ts";

/** What share of the visitors each page should get, in percent, by its title. */
export type Shares = Readonly<Record<string, number>>;

/**
 * @param pages how many visitors got which page
 * @throws Failure when chance does not explain how far they are from the shares: beyond three standard deviations, which
 *   is so once in 370 times, and looked at again then
 */
export function expectShares(pages: ReadonlyMap<string, number>, shares: Shares): void {
  const seen = countsOf(pages);
  const strange = [...pages.keys()].filter((page) => !(page in shares));
  expect(strange.length === 0, `seen ${seen}: nobody should get ${strange.join(", ")}`);
  const times = [...pages.values()].reduce((sum, count) => sum + count, 0);
  for (const [page, percent] of Object.entries(shares)) {
    const share = percent / 100;
    const room = 3 * Math.sqrt(times * share * (1 - share));
    const far = Math.abs((pages.get(page) ?? 0) - times * share) > room;
    expect(!far, `seen ${seen}: ${page} should get ${percent} %`);
  }
}

/**
 * That servers take turns, but for those that are not healthy.
 *
 * @param states how each page's server is, by the page's title: `healthy`, or what else
 * @throws Failure when a server that should have left gets visitors, or a healthy one none
 */
export function expectTurns(
  pages: ReadonlyMap<string, number>,
  states: Readonly<Record<string, string>>,
): string {
  const seen = countsOf(pages);
  for (const page of pages.keys()) {
    const state = states[page] ?? "nobody's page";
    expect(state === "healthy", `seen ${seen}: ${page} is ${state}, and visitors get it`);
  }
  const isIn = ([page, state]: readonly [string, string]) =>
    state === "healthy" && !pages.has(page);
  const idle = Object.entries(states)
    .filter(isIn)
    .map(([page]) => page);
  expect(idle.length === 0, `seen ${seen}: nobody gets ${idle.join(", ")}`);
  const gone = Object.entries(states).filter(([, state]) => state !== "healthy");
  return [seen, ...gone.map(([page, state]) => `${page} is ${state} and has left`)].join("; ");
}
