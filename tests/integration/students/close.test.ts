import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import type { ClassChecks } from "../../../classroom/checking/class-results.ts";
import type { ClassStatus } from "../../../classroom/class-status/class-status.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { iamClient } from "../../../aws/iam/client.ts";
import { webRequest } from "../../../aws/web-request.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { stopTraffic, withTraffic } from "../../../engine/traffic/traffic.ts";
import { ELSEWHERE } from "../../support/engine/other-account.ts";
import { withEnforcement } from "../../support/engine/enforcement.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "../remote/remote-class.ts";
import { bucketsElsewhere, publishedFiles } from "./buckets.ts";

const CLASS = ["--class", "dev"];
const ROSTER = `id,name,account\ns01,Kim,\ns02,Lee,\ns03,Park,${ELSEWHERE}\n`;

/** The class of one state to the next: each test goes on from the one before. */
describe("a class of students, from its opening to nothing", function () {
  this.timeout("10m");
  inOrder();
  let stack: RemoteClass;
  const roster = () => path.join(stack.folder, "r.csv");
  let keys: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
  before(async () => {
    const each = { labs: { "s3-bucket": true }, protect: false };
    stack = await RemoteClass.start({
      ...{ "class:each": each, "class:labs": {}, "class:mfa": false },
      "class:protect": true, // published pages are not data
    });
    stack.pulumi("stack", "init", "dev");
    writeFileSync(roster(), ROSTER);
  });
  after(async () => {
    await stopTraffic(stack.folder);
    await stack.stop();
  });

  it("is opened by what the refusals print", async () => {
    const { stderr } = stack.call("open", roster(), ...CLASS, "--only", "s01", "--yes");
    const asks = await stack.paste("npm run class -- open * --class *", stderr, {
      edit: (call) => `${call.replace("ROSTER", "r.csv")} --expires 2h --ignore-quotas`,
      code: 1,
    });
    await stack.paste("npm run class -- open * ...", asks);
    const iam = await new Aws({ region: "us-east-1", env: stack.emulator.env }).client(iamClient);
    const { AccessKey } = await iam.createAccessKey({ UserName: "dev-s01" });
    const { AccessKeyId = "", SecretAccessKey = "" } = AccessKey ?? {};
    keys = { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey };
  });

  /** What becomes of a call that every student may make. */
  async function ofStudent(): Promise<string> {
    let outcome = "";
    await withEnforcement(stack.emulator.endpoint, async () => {
      const env = { ...stack.emulator.env, ...keys };
      const ec2 = await new Aws({ region: "ap-northeast-2", env }).client(ec2Client);
      outcome = await ec2.describeVpcs({}).then(
        () => "allowed",
        (error: unknown) => (error as Error).name,
      );
    });
    return outcome;
  }

  /** When a stack expires, as it says itself. */
  const endOf = (name: string): number => {
    const outputs = JSON.parse(stack.pulumi("stack", "output", "--json", "--stack", name)) as {
      class: { expires: string };
    };
    return Date.parse(outputs.class.expires);
  };

  const stacks = (): string[] =>
    (JSON.parse(stack.pulumi("stack", "ls", "--json")) as { name: string }[]).map(
      ({ name }) => name,
    );

  it("has one student in an account of the student's own, and all are up", async () => {
    const found = await bucketsElsewhere(stack.emulator);
    assert.equal(found.length, 1, found.join());
    assert.match(found[0] ?? "", /^dev-s03-/);
    const { students } = JSON.parse(stack.classroom("status", ...CLASS, "--json")) as ClassStatus;
    assert.deepEqual(
      Object.values(students).map(({ state }) => state),
      ["up", "up", "up"],
    );
    const checks = stack.classroom("check", ...CLASS, "--only", "s03", "--json");
    const { s03 } = JSON.parse(checks) as ClassChecks;
    assert.ok(s03?.results.some(({ outcome }) => outcome === "pass"));
  });

  it("denies a student's key everything while it is frozen, and not afterwards", async () => {
    assert.equal(await ofStudent(), "allowed");
    stack.classroom("freeze", ...CLASS);
    assert.match(await ofStudent(), /UnauthorizedOperation|AccessDenied/);
    stack.classroom("thaw", ...CLASS, "--only", "s01");
    assert.equal(await ofStudent(), "allowed");
  });

  it("is extended with its students, and thawed, as the refusal of up prints", async () => {
    const before = endOf("dev");
    const { stderr } = stack.call("up", "--stack", "dev", "--yes");
    await stack.paste("npm run class -- extend --class * --by 2h", stderr);
    assert.equal(endOf("dev") - before, 2 * 3_600_000);
    assert.equal(endOf("dev-s03"), endOf("dev"));
  });

  it("is neither opened nor extended nor thawed while another machine closes it", () => {
    const mark = path.join(stack.folder, "state/.aws-class/dev/closing-office-7.json");
    const at = new Date().toISOString();
    writeFileSync(mark, JSON.stringify({ host: "office", pid: 7, since: at, at }));
    for (const [status, args] of [
      [2, ["open", path.join(stack.folder, "r.csv"), "--yes", "--ignore-quotas"]],
      [1, ["extend", "--by", "1h"]],
      [1, ["thaw", "--only", "s01"]],
    ] as const) {
      const ended = stack.call(...args, ...CLASS);
      assert.equal(ended.status, status, ended.stdout + ended.stderr);
      assert.match(ended.stderr, /Class dev is being closed, by process 7 on office/);
    }
    rmSync(mark);
  });

  it("keeps its own stack from commands that know nothing of its students", () => {
    for (const args of [["down"], ["up"]]) {
      const { status, stderr } = stack.call(...args, "--stack", "dev", "--yes");
      assert.equal(status, 1);
      assert.match(stderr, /3 students whose stacks are up \(s01, s02, s03\)/);
    }
  });

  it("publishes a page for the class, and one for each student that nobody can guess, without secrets", async () => {
    const emulator = await withTraffic(stack.folder, stack.emulator, console.error);
    const aws = new Aws({ region: "ap-northeast-2", env: emulator.env });
    const said = stack.classroom("page", "--stack", "dev", "--publish", "--yes");
    const urls = said.match(/https:\/\/\S+/g) ?? [];
    assert.equal(urls.length, 4, said);
    const secrets = ["dev-s01", "dev-s02", "dev-s03"].map((name) => {
      const all = stack.pulumi("stack", "output", "--json", "--show-secrets", "--stack", name);
      return (JSON.parse(all) as { login: { password: string } }).login.password;
    });
    for (const [at, url] of urls.entries()) {
      const response = await webRequest(aws, url);
      const body = await response.text();
      assert.equal(response.status, 200, url);
      for (const secret of secrets) assert.ok(secret !== "" && !body.includes(secret));
      assert.doesNotMatch(body, /Kim|Lee|Park/);
      if (at > 0) assert.ok(body.includes(`dev-s0${at}-s3-bucket-`), url);
    }
    const [, first = ""] = urls;
    const guess = first.replace(/(?<=\/s01-)[^/]+/, "x".repeat(22));
    assert.notEqual(guess, first);
    assert.equal((await webRequest(aws, guess)).status, 404);
    assert.match(stack.settings, /class:publish: "?true/);
    const again = stack.classroom("page", "--stack", "dev", "--publish", "--yes");
    assert.deepEqual(again.match(/https:\/\/\S+/g), urls);
  });

  it("closes one student who has left the roster, with the published page, and leaves the others up", async () => {
    const settings = path.join(stack.folder, ".class/students/dev/s02/Pulumi.yaml");
    assert.ok(existsSync(settings), settings);
    writeFileSync(roster(), ROSTER.replace(/^s02.*\n/m, ""));
    const options = ["--only", "s01", "--yes", "--ignore-quotas"];
    const gone = stack.classroom("open", roster(), ...CLASS, ...options);
    const asks = await stack.paste("npm run class -- close --class * --only *", gone, { code: 1 });
    const said = await stack.paste("npm run class -- close * ...", asks);
    assert.match(said, /Deleted 1 published file of closed students/);
    assert.deepEqual(stacks(), ["dev", "dev-s01", "dev-s03"]);
    assert.ok(!existsSync(settings));
    const published = await publishedFiles(stack);
    assert.deepEqual(
      published.filter((name) => name.startsWith("pages/")),
      ["pages/class/page.html", "pages/s01/page.html", "pages/s03/page.html"],
    );
  });

  it("closes everything else, and leaves nothing", async () => {
    const { stderr } = stack.call("down", "--stack", "dev", "--yes");
    const asks = await stack.paste("npm run class -- close --class *", stderr, { code: 1 });
    const said = await stack.paste("npm run class -- close * ...", asks);
    // The account of student s03 is searched by itself.
    assert.match(said, /Looking for leftovers of 2 stacks[^]*Looking for leftovers of 1 stack/);
    assert.match(said, /Nothing is left: no resource of the class and its students/);
    assert.deepEqual(await inventory(stack.emulator), []);
    assert.deepEqual(await bucketsElsewhere(stack.emulator), []);
    assert.deepEqual(stacks(), ["dev"]);
    const record = path.join(stack.folder, "state/.aws-class/dev-s01");
    assert.ok(existsSync(record), "the record stays");
    assert.match(readFileSync(path.join(stack.folder, "Pulumi.dev.yaml"), "utf8"), /class:each/);
    await stack.paste("rm -r ...", said);
    assert.ok(!existsSync(roster()));
  });
});
