import assert from "node:assert/strict";
import { withStudents } from "../../../classroom/class-page/class-view.ts";
import { classPage, studentPage } from "../../../classroom/class-page/pages.ts";
import { HOSTILE, runIn } from "../../support/pages/hostile.ts";
import { hostileView, NOW } from "../../support/pages/released-class.ts";

describe("a text that would be a script", function () {
  this.timeout("60s");

  it("is shown as text in every field of the pages", async () => {
    const view = await hostileView(HOSTILE);
    const status = {
      state: "failed",
      reason: HOSTILE,
      checks: {
        at: "2026-11-30T02:00:00Z",
        passed: 1,
        failed: 1,
        inconclusive: 0,
        labs: [HOSTILE],
      },
    } as const;
    const students = [{ id: "s01", name: HOSTILE, status, view }];
    for (const language of ["en", "ko"] as const) {
      const options = { language, now: NOW };
      const pages = [
        classPage({ view: withStudents(view, students), students }, options),
        studentPage({ view, id: "s01", name: HOSTILE }, options),
      ];
      for (const page of pages) {
        assert.deepEqual(runIn(page), []);
        assert.ok(page.includes("&lt;script&gt;document.title = &quot;run&quot;&lt;/script&gt;"));
        assert.doesNotMatch(page, /[\u202A-\u202E\u2066-\u2069]/);
      }
    }
  });
});
