/** The foundations that labs share, by the names of their components: rows of a cost report, keys of settings. */
export const FOUNDATION_IDS = [
  "network",
  "key",
  "dns",
  "practice-server",
  "students",
  "login",
  "budget",
  "watchdog",
  "pages",
] as const;

export type FoundationId = (typeof FOUNDATION_IDS)[number];
