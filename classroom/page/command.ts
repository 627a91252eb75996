import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { text } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const page = command({
  name: "page",
  description: "write a page for the class and one for each student, to open, print or show",
  options: {
    stack,
    out: text("DIR", "the folder for the pages (default: .class/page/NAME)"),
    lang,
  },
  run: async (given) => (await import("./write-pages.ts")).writePages(given),
});
