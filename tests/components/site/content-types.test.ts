import assert from "node:assert/strict";
import { contentType } from "../../../components/site/content-types.ts";

describe("contentType", () => {
  const types = {
    "index.html": "text/html; charset=utf-8",
    "css/site.CSS": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "data.json": "application/json; charset=utf-8",
    "feed.xml": "application/xml; charset=utf-8",
    "images/cloud.svg": "image/svg+xml; charset=utf-8",
    "photo.jpg": "image/jpeg",
    "font.woff2": "font/woff2",
    "AWS.mp4": "video/mp4",
    LICENSE: "application/octet-stream",
    "data.unheard-of": "application/octet-stream",
  };
  for (const [path, type] of Object.entries(types))
    it(`serves ${path} as ${type}`, () => {
      assert.equal(contentType(path), type);
    });
});
