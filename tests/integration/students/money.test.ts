import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import type { Spending } from "../../../classroom/spending/spent.ts";
import { RemoteClass } from "../remote/remote-class.ts";
import { inOrder } from "../../support/processes/in-order.ts";

/** An image of moto's own. */
const WINDOWS = "ami-12c6146b";

const EACH = { labs: { "s3-bucket": true }, protect: false };

describe("the money and the cards of a class of students", function () {
  this.timeout("8m");
  inOrder();
  let stack: RemoteClass;
  /** What a student launches. */
  let server: string;
  /** What \`open\` has said. */
  let opened: string;
  const ec2 = () =>
    new Aws({ region: "ap-northeast-2", env: stack.emulator.env }).client(ec2Client);
  const at = (...names: string[]) => path.join(stack.folder, ...names);
  before(async () => {
    stack = await RemoteClass.start({
      ...{
        "class:labs": {},
        "class:each": EACH,
        "class:maxClassCost": "5",
        "class:name": "spring",
      },
    });
    stack.variables = { CI: undefined, AWS_CLASS_CARDS_PASSPHRASE: "four words of mine" };
    stack.pulumi("stack", "init", "dev");
    writeFileSync(at("roster.csv"), "id,name,email\ns01,홍길동,a@example.com\ns02,Lee,\n");
    const options = ["--class", "dev", "--expires", "8h", "--yes", "--ignore-quotas"];
    opened = stack.classroom("open", at("roster.csv"), ...options);
  });
  after(() => stack.stop());

  type SpendingReport = Spending & { level: string; limit: number; unread: unknown[] };
  const spending = () =>
    JSON.parse(stack.classroom("spend", "--class", "dev", "--json")) as SpendingReport;

  it("counts what is in the states since it was made: a bucket costs by the month, a network nothing", () => {
    const { level, limit, unread, unpriced, perHour, byStudent, spent } = spending();
    assert.deepEqual([level, limit, unread, unpriced], ["ok", 5, [], []]);
    // 1 GB of objects for each student in Seoul
    assert.deepEqual(
      Object.entries(byStudent).map(([id, { perHour: usd }]) => [id, usd]),
      [
        ["s01", 0.000034],
        ["s02", 0.000034],
      ],
    );
    assert.equal(perHour, 0.000068);
    assert.ok(spent > 0 && spent < perHour, String(spent));
  });

  it("counts a Windows server that a student has launched by hand, by its tags", async () => {
    const Tags = [
      { Key: "class", Value: "spring" },
      { Key: "student", Value: "s02" },
    ];
    const { shared } = JSON.parse(stack.pulumi("stack", "output", "--json", "--stack", "dev")) as {
      shared: { network: { publicSubnetIds: string[] } };
    };
    const { Instances = [] } = await (
      await ec2()
    ).runInstances({
      ...{ ImageId: WINDOWS, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 },
      SubnetId: shared.network.publicSubnetIds[0],
      TagSpecifications: [{ ResourceType: "instance", Tags }],
    });
    server = Instances[0]?.InstanceId ?? "";
    const { byStudent } = spending();
    assert.deepEqual([byStudent.s01?.perHour, byStudent.s02?.perHour], [0.000034, 0.022234]);
  });

  const filledIn = (out: string) => ({
    edit: (command: string) => command.replace("ROSTER", "roster.csv").replace("DIR", out),
  });

  it("writes cards with what each student needs to sign in, and shows nothing of it", async () => {
    stack.variables = { ...stack.variables, LC_ALL: "ko_KR.UTF-8" };
    const form = "npm run class -- cards * --class * --out *";
    const said = await stack.paste(form, opened, filledIn("cards"));
    const sheet = readFileSync(at("cards", "cards.csv"), "utf8");
    const [heading = "", first = ""] = sheet.split("\r\n");
    assert.match(
      heading,
      /^\uFEFFid,name,email,loginUrl,userName,password,note,s3-bucket\.bucketName/,
    );
    const [id, name, email, url, user] = first.split(",");
    assert.deepEqual([id, name, email, user], ["s01", "홍길동", "a@example.com", "dev-s01"]);
    const outputs = JSON.parse(
      stack.pulumi("stack", "output", "--json", "--show-secrets", "--stack", "dev-s01"),
    ) as { login: { loginUrl: string; password: string }; "s3-bucket": { bucketName: string } };
    assert.equal(url, outputs.login.loginUrl);
    assert.ok(sheet.includes(outputs.login.password.replaceAll('"', '""')));
    assert.ok(!said.includes(outputs.login.password));
    const page = readFileSync(at("cards", "cards.html"), "utf8");
    assert.ok(page.includes("홍길동") && page.includes(outputs["s3-bucket"].bucketName));
    const modes = ["cards", "cards/cards.html", "cards/cards.csv"].map((each) =>
      (statSync(at(each)).mode & 0o777).toString(8),
    );
    assert.deepEqual(modes, ["700", "600", "600"]);
  });

  it("encrypts them into one file, and decrypts it to what it was", async () => {
    const out = ["--class", "dev", "--out", at("sealed")];
    const said = stack.classroom("cards", at("roster.csv"), "--encrypt", ...out);
    assert.deepEqual(readdirSync(at("sealed")), ["cards.tar.age"]);
    await stack.paste("npm run class -- cards --decrypt * --out *", said, filledIn("opened"));
    assert.deepEqual(readdirSync(at("opened")).sort(), ["cards.csv", "cards.html"]);
    for (const name of ["cards.csv", "cards.html"])
      assert.equal(
        readFileSync(at("opened", name), "utf8"),
        readFileSync(at("cards", name), "utf8"),
      );
  });

  it("refuses cards in CI, and where a stack is not there", () => {
    const cards = ["cards", at("roster.csv"), "--class", "dev", "--out", at("cards")];
    stack.variables = { ...stack.variables, CI: "true" };
    assert.match(stack.call(...cards).stderr, /not written in CI/);
    stack.variables = { ...stack.variables, CI: undefined };
    writeFileSync(at("more.csv"), "id,name\ns01,Kim\ns03,Late\n");
    const { status, stderr } = stack.call("cards", at("more.csv"), ...cards.slice(2));
    assert.equal(status, 1);
    assert.match(stderr, /^s03 has no card: /m);
  });

  /** Lets a bucket of s01 have been there for so many hours. */
  function letPass(hours: number): void {
    const state = JSON.parse(stack.pulumi("stack", "export", "--stack", "dev-s01")) as {
      deployment: { resources: { type: string; created: string }[] };
    };
    for (const each of state.deployment.resources)
      if (each.type === "aws:s3/bucket:Bucket")
        each.created = new Date(Date.now() - hours * 3_600_000).toISOString();
    writeFileSync(at("state.json"), JSON.stringify(state));
    stack.pulumi("stack", "import", "--file", at("state.json"), "--stack", "dev-s01");
  }
  function allow(usd: string): void {
    stack.settings = stack.settings.replace(/(maxClassCost"?: )"[\d.]+"/, `$1"${usd}"`);
  }
  const decisions = () =>
    (
      JSON.parse(readFileSync(at("state/.aws-class/dev/spending.json"), "utf8")) as {
        decisions: { act?: string; result?: string }[];
      }
    ).decisions.map(({ act, result }) => [act, result]);

  it("freezes the class above its limit, once", async () => {
    allow("0.1");
    letPass(3000); // $0.103
    const { limit, level } = spending();
    assert.deepEqual([limit, level], [0.1, "freeze"]);
    const warning = stack.classroom("spend", "--class", "dev");
    const act = () => stack.paste("npm run class -- spend --class * --act", warning);
    await act();
    await act();
    assert.deepEqual(decisions(), [["freeze", "done"]]);
    const { Reservations = [] } = await (await ec2()).describeInstances({ InstanceIds: [server] });
    assert.equal(Reservations[0]?.Instances?.[0]?.State?.Name, "stopped");
  });

  it("closes it at 120 %, and forgets nothing of what it has cost", async () => {
    await (await ec2()).terminateInstances({ InstanceIds: [server] });
    allow("0.08");
    stack.classroom("spend", "--class", "dev", "--act");
    assert.deepEqual(decisions().at(-1), ["close", "done"]);
    const { spent, perHour, level } = spending();
    assert.deepEqual([Number(spent.toFixed(2)), perHour, level], [0.1, 0, "close"]);
    assert.deepEqual(await inventory(stack.emulator), []);
  });
});
