import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { flag, text } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const page = command({
  name: "page",
  description: "write a page for the class and one for each student, to open, print or show",
  options: {
    stack,
    out: text("DIR", "the folder for the pages (default: .class/page/NAME)"),
    publish: flag("also upload them to a site of the class (CloudFront), and show the addresses"),
    unpublish: flag("delete that site with its pages; writes no pages"),
    yes: flag("with --publish and --unpublish: change the class without asking"),
    lang,
  },
  run: async ({ publish, unpublish, yes, ...given }) => {
    const { checkChoice } = await import("./publishing/choice.ts");
    checkChoice({ ...given, publish, unpublish, yes });
    if (unpublish) return (await import("./publishing/unpublish.ts")).unpublish(given.stack, yes);
    return (await import("./write-pages.ts")).writePages({ ...given, publish, yes });
  },
});
