import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { readmeOf } from "../../infra/readme.ts";
import { catalogue } from "../../labs/catalogue.ts";

const readmeWith = (labs: Readonly<Record<string, boolean>>): string => {
  const values = {
    "aws:region": "ap-northeast-2",
    "class:expires": "2099-12-31T18:00:00+09:00",
    "class:labs": JSON.stringify(labs),
  };
  return readmeOf(parseConfig({ stack: "dev", values }));
};

describe("the stack README", () => {
  it("has a section for each lab that is on, and the labels of its outputs", () => {
    const sections = readmeWith({ dynamodb: true, "static-site": true }).split(/^## /m);
    assert.deepEqual(
      sections.slice(1).map((section) => section.split("\n")[0]),
      [
        "static-site: A static website (정적 웹사이트 호스팅)",
        "dynamodb: A DynamoDB table (DynamoDB 생성, 검색)",
      ],
    );
    assert.match(sections[1] ?? "", /^- Website\n- Bucket name$/m);
  });

  it("shows the class, when it expires, and the commands for its stack", () => {
    const readme = readmeWith({});
    assert.match(readme, /^# aws-class\n/);
    assert.match(readme, /Expires: 2099-12-31T18:00:00\+09:00\./);
    assert.match(readme, /`npm run class -- outputs --stack dev`/);
  });

  it("shares its name with no lab", () => {
    assert.ok(catalogue.every(({ id }) => id !== "readme" && id !== "class"));
  });
});
