import type { Option } from "./option.ts";

const LANGUAGES = ["en", "ko"] as const;

/** The language of labels and descriptions. */
export type Language = (typeof LANGUAGES)[number];

/** The language of the user's locale if supported; else English. */
export function userLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  // An empty variable counts as not set.
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(Boolean) ?? "";
  return /^ko([_.-]|$)/i.test(locale) ? "ko" : "en";
}

/** `--lang ko` */
export const lang: Option<Language | undefined> = {
  value: "LANG",
  description: "the language: en or ko (default: the locale's)",
  choices: LANGUAGES,
  parse: (written) => LANGUAGES.find((language) => language === written),
};
