import assert from "node:assert/strict";
import type { WebAnswer } from "../../../engine/traffic/answerer.ts";
import { accessDenied, noSuchKey, xmlAnswer } from "../../../engine/traffic/objects/s3-error.ts";
import { errorPage, redirectAnswer } from "../../../engine/traffic/websites/pages.ts";

const textOf = (body: WebAnswer["body"]): string =>
  typeof body === "string" ? body : assert.fail("no text");

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html */
describe("S3's own error page", () => {
  it("names the code, the message and the key, in HTML and in headers", () => {
    const { status, headers, body } = errorPage(noSuchKey("a b.html"));
    assert.equal(status, 404);
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    assert.equal(headers["x-amz-error-code"], "NoSuchKey");
    assert.equal(headers["x-amz-error-message"], "The specified key does not exist.");
    assert.equal(headers["x-amz-error-detail-Key"], "a%20b.html");
    assert.match(
      textOf(body),
      /<title>404 Not Found<\/title>[^]*<li>Code: NoSuchKey<\/li>\n<li>Message: The specified key does not exist\.<\/li>\n<li>Key: a b\.html<\/li>\n<li>RequestId: [0-9A-F]{16}<\/li>/,
    );
  });

  it("says why the bucket's own error document is not shown", () => {
    const { status, body } = errorPage(accessDenied, noSuchKey("error.html"));
    assert.equal(status, 403);
    assert.match(
      textOf(body),
      /<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document<\/h3>\n<ul>\n<li>Code: NoSuchKey<\/li>/,
    );
  });

  it("shows a key as text, whatever it is made of", () => {
    const { headers, body } = errorPage(noSuchKey("<script>\r\nx: y"));
    assert.match(textOf(body), /<li>Key: &lt;script&gt;/);
    assert.equal(headers["x-amz-error-detail-Key"], "%3Cscript%3E%0D%0Ax:%20y");
  });
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
describe("an error of S3's REST API", () => {
  it("is XML with the code, the message and the key", () => {
    const { headers, body } = xmlAnswer(noSuchKey("a&b"));
    assert.equal(headers["content-type"], "application/xml");
    assert.match(
      textOf(body),
      /<Error><Code>NoSuchKey<\/Code><Message>The specified key does not exist\.<\/Message><Key>a&amp;b<\/Key><RequestId>/,
    );
  });
});

describe("a redirect of a website", () => {
  it("is a header that cannot be split, of ASCII alone", () => {
    const { headers } = redirectAnswer({ status: 301, location: "http://a/강\r\nset-cookie: b" });
    assert.equal(headers.location, "http://a/%EA%B0%95%0D%0Aset-cookie:%20b");
  });
});
