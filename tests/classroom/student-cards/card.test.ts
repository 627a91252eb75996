import assert from "node:assert/strict";
import type { Card } from "../../../classroom/student-cards/card.ts";
import { cardOf } from "../../../classroom/student-cards/card.ts";
import { pageOf } from "../../../classroom/student-cards/page.ts";
import { sheetOf } from "../../../classroom/student-cards/sheet.ts";

const STUDENT = { id: "s01", name: "홍길동", email: "gildong@example.com", line: 2 };
const LOGIN = {
  loginUrl: "https://123456789012.signin.aws.amazon.com/console",
  userName: "dev-s01",
  password: "aB3&x0Oo1Il",
};
const READING = { language: "en", isEmulated: false } as const;

const card = (more: Partial<Card> = {}): Card => ({
  ...{ id: "s01", name: "Lee, Minho", ...LOGIN, values: [] },
  ...more,
});

describe("cardOf", () => {
  it("has the login, and of each lab what a student is given, in class order", () => {
    const outputs = {
      login: LOGIN,
      dynamodb: { tableName: "scores-s01" },
      "s3-bucket": { bucketName: "dev-s01-x", publicUrl: "https://x.example.com" },
    };
    const own = cardOf(STUDENT, outputs, READING);
    assert.deepEqual(
      [own?.userName, own?.password, own?.email],
      ["dev-s01", LOGIN.password, STUDENT.email],
    );
    assert.deepEqual(
      own?.values.map(({ lab, label, lines }) => [lab, label, ...lines]),
      [
        ["s3-bucket", "Bucket name", "dev-s01-x"],
        ["s3-bucket", "Object URL of the public object", "https://x.example.com"],
        ["dynamodb", "Table name", "scores-s01"],
      ],
    );
  });

  it("has no secret of a lab, nothing for the instructor, and nothing too long to type", () => {
    const outputs = {
      login: LOGIN,
      "iam-users": {
        credentialsCsv: "user,secret",
        saveCredentials: "npm run class -- credentials",
      },
      "s3-bucket": { restore: "x".repeat(161) },
    };
    assert.deepEqual(cardOf(STUDENT, outputs, READING)?.values, []);
  });

  it("is none where the stack has no login yet, and has no password without one to the console", () => {
    assert.equal(cardOf(STUDENT, {}, READING), undefined);
    const login = { loginUrl: LOGIN.loginUrl, userName: LOGIN.userName };
    assert.equal(cardOf(STUDENT, { login }, READING)?.password, undefined);
  });

  it("withholds on the emulator what would contact somebody else", () => {
    const outputs = { login: LOGIN, "linux-server": { ssh: "ssh ec2-user@203.0.113.7" } };
    assert.equal(cardOf(STUDENT, outputs, READING)?.values.length, 1);
    assert.deepEqual(cardOf(STUDENT, outputs, { ...READING, isEmulated: true })?.values, []);
  });
});

describe("the login of cardOf", () => {
  const loginUrl = (reading: Parameters<typeof cardOf>[2]) =>
    cardOf(STUDENT, { login: LOGIN }, reading)?.loginUrl;

  it("is AWS's address on AWS; where AWS is emulated, that it belongs to somebody else", () => {
    assert.equal(loginUrl(READING), LOGIN.loginUrl);
    assert.equal(
      loginUrl({ ...READING, isEmulated: true }),
      "on AWS only: here the address is emulated, and belongs to somebody else",
    );
    assert.equal(
      loginUrl({ language: "ko", isEmulated: true }),
      "AWS에서만 가능: 여기서는 에뮬레이션된 주소이며, 실제로는 다른 사람의 주소입니다",
    );
  });
});

describe("pageOf", () => {
  it("lets no text of a roster or a stack become markup", () => {
    const evil = `</p><script>alert(1)</script><img src="http://x" onerror='y'>`;
    const value = { lab: "x", title: evil, name: "n", label: evil, lines: [evil] };
    const html = pageOf(
      [
        card({
          name: evil,
          id: evil,
          userName: evil,
          loginUrl: evil,
          password: evil,
          values: [value],
        }),
      ],
      evil,
      "en",
    );
    assert.doesNotMatch(html, /<script|<img|onerror='/);
    const tags = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag));
    assert.deepEqual([...tags].sort(), [
      "bdi",
      "body",
      "dd",
      "div",
      "dl",
      "dt",
      "h2",
      "head",
      "header",
      "html",
      "i",
      "meta",
      "p",
      "section",
      "span",
      "style",
      "title",
    ]);
  });

  it("makes direction marks and control characters visible, so that none hides a text", () => {
    const html = pageOf([card({ name: "박\u202Eab\u0007\u200Fc" })], "dev", "ko");
    assert.match(html, />박\uFFFDab\uFFFD\uFFFDc</);
  });

  it("asks for nothing: no script, no request, whatever is in it", () => {
    const html = pageOf([card()], "dev", "ko");
    assert.match(html, /content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(html, /<link|<a |src=|url\(|@import|@font-face/);
  });

  it("puts a dot below each digit of a password, not of what HTML makes of a sign", () => {
    const html = pageOf([card({ password: "a'0Ol1" })], "dev", "en");
    assert.match(html, /<p class="password">a&#39;<i>0<\/i>Ol<i>1<\/i><\/p>/);
  });

  it("has two cards in a row", () => {
    const html = pageOf([card(), card(), card()], "dev", "en");
    assert.equal(html.match(/<div class="row">/g)?.length, 2);
    assert.equal(html.match(/<section/g)?.length, 3);
  });
});

describe("sheetOf", () => {
  const value = (lab: string, name: string, ...lines: string[]) => ({
    ...{ lab, title: lab, name, label: name, lines },
  });

  it("is UTF-8 as Excel knows it, a line for each student, a column for each value", () => {
    const text = sheetOf([
      card({ email: "lee@example.com", values: [value("s3-bucket", "bucketName", "a")] }),
      card({ id: "s02", name: "홍길동", values: [value("vpc", "subnets", "x", "y")] }),
    ]);
    assert.deepEqual(text.split("\r\n"), [
      "\uFEFFid,name,email,loginUrl,userName,password,note,s3-bucket.bucketName,vpc.subnets",
      `s01,"Lee, Minho",lee@example.com,${LOGIN.loginUrl},dev-s01,aB3&x0Oo1Il,,a,`,
      `s02,홍길동,,${LOGIN.loginUrl},dev-s01,aB3&x0Oo1Il,,,"x, y"`,
      "",
    ]);
  });

  for (const formula of [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "＝1",
    '=HYPERLINK("http://x","y")',
  ])
    it(`lets no spreadsheet run ${formula}`, () => {
      const cell = sheetOf([card({ name: formula })]).split("s01,")[1] ?? "";
      assert.match(cell, /^"?'/);
    });

  it("says of a password that it had to change what is to be typed", () => {
    const [, line = ""] = sheetOf([card({ password: '=a"b' })]).split("\r\n");
    assert.match(line, /,"'=a""b","the ' before the password is for Excel, /);
  });
});
