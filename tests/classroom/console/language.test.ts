import assert from "node:assert/strict";
import { userLanguage } from "../../../classroom/console/language.ts";
import { wrapped } from "../../../classroom/console/text-table.ts";

describe("the user's language", () => {
  it("is Korean where the locale is, else English", () => {
    assert.equal(userLanguage({ LANG: "ko_KR.UTF-8" }), "ko");
    assert.equal(userLanguage({ LANG: "ko_KR.UTF-8", LC_ALL: "C" }), "en");
    assert.equal(userLanguage({ LANG: "en_US.UTF-8", LC_ALL: "ko" }), "ko");
    for (const env of [{}, { LANG: "kok_IN" }, { LANG: "C.UTF-8" }])
      assert.equal(userLanguage(env), "en");
  });
});

describe("a paragraph", () => {
  it("is broken between words, Korean ones by their width", () => {
    assert.deepEqual(wrapped("a bc def", 4), ["a bc", "def"]);
    assert.deepEqual(wrapped("네트 워크", 8), ["네트", "워크"]);
    assert.deepEqual(wrapped("네트 워크", 9), ["네트 워크"]);
  });
});
