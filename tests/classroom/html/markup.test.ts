import assert from "node:assert/strict";
import { markup, safeHref, trusted } from "../../../classroom/html/markup.ts";

describe("a template", () => {
  it("escapes every text, in content and in attributes", () => {
    const hostile = `"><script>alert('1')</script>&`;
    const written = markup`<a title="${hostile}">${hostile}</a>`.toString();
    const shown = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
    assert.equal(written, `<a title="${shown}">${shown}</a>`);
  });

  it("takes HTML as it is, joins lists, and leaves out what is not there", () => {
    const rows = ["a", "<b>"].map((text) => markup`<li>${text}</li>`);
    const written = markup`<ul>${rows}${undefined}${false}${trusted("<hr>")}${0}</ul>`;
    assert.equal(written.toString(), "<ul><li>a</li><li>&lt;b&gt;</li><hr>0</ul>");
  });

  it("shows a mark that turns text around, and keeps line ends", () => {
    assert.equal(markup`${"a\u202Eb\r\nc\td\u0000"}`.toString(), "a\uFFFDb\nc\td\uFFFD");
  });
});

describe("a link's address", () => {
  it("is of the web, or within the pages", () => {
    for (const url of ["https://example.com/a?b=1", "students/s01.html", "#lab-cdn"])
      assert.equal(safeHref(url), url);
  });

  it("is none that a browser would run, and none of another protocol", () => {
    for (const url of ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//a.b"])
      assert.equal(safeHref(url), undefined, url);
    for (const url of ["file:///etc/passwd", "", "a b", "\u0001javascript:alert(1)"])
      assert.equal(safeHref(url), undefined, url);
  });
});
