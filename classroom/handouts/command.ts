import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { list } from "../console/option.ts";
import { labs, stack } from "../console/shared-options.ts";

export const handouts = command({
  name: "handouts",
  description:
    "write the handout of each lab, with the class's or a student's own values, to .class/handouts/",
  options: {
    stack,
    student: list("ID,ID", "for these students of the class, or for all of them: all"),
    labs,
    lang: { ...lang, description: "only this language: en or ko (default: both)" },
  },
  run: async ({ stack: name, student, labs: ids, lang: language }) =>
    (await import("./write-handouts.ts")).writeHandouts({
      ...{ stack: name, students: student, labs: ids },
      languages: language === undefined ? ["ko", "en"] : [language],
    }),
});
