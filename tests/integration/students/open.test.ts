import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseRecord } from "../../../classroom/record/stack-record.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { studentClassId } from "../../../infra/class-id.ts";
import { kill } from "../../support/engine/class-processes.ts";
import { FaultyProxy } from "../../support/engine/faulty-proxy.ts";
import { type Exit, RemoteClass } from "../remote/remote-class.ts";
import { inOrder } from "../../support/processes/in-order.ts";

const EACH = { labs: { "s3-bucket": true, dynamodb: true }, protect: false };
const IDS = ["s01", "s02", "s03", "s04", "s05"];

describe("a class of students", function () {
  this.timeout("10m");
  inOrder();
  let stack: RemoteClass;
  let proxy: FaultyProxy;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:each": EACH });
    proxy = await FaultyProxy.before(stack.emulator.endpoint);
    stack.variables.AWS_ENDPOINT_URL = proxy.endpoint;
    stack.pulumi("stack", "init", "dev");
  });
  after(async () => {
    for (const each of stack.processes) kill(each);
    await proxy.stop();
    await stack.stop();
  });

  function roster(ids: readonly string[]): string {
    const file = path.join(stack.folder, "roster.csv");
    writeFileSync(file, ["id,name", ...ids.map((id) => `${id},Student ${id}`)].join("\n"));
    return file;
  }
  const call = (ids: readonly string[], ...options: string[]): string[] => [
    ...["open", roster(ids), "--class", "dev", "--yes", "--ignore-quotas"],
    ...(options.includes("--only") ? [] : ["--expires", "8h"]),
    ...options,
  ];
  /** The proxy answers in this process, which must not stand still meanwhile. */
  const open = (ids: readonly string[], ...options: string[]): Promise<Exit> =>
    run(call(ids, ...options));
  async function run(args: readonly string[]): Promise<Exit> {
    const command = stack.start(...args);
    let [stdout, stderr] = ["", ""];
    command.stdout.on("data", (chunk) => (stdout += String(chunk)));
    command.stderr.on("data", (chunk) => (stderr += String(chunk)));
    const [status] = (await once(command, "close")) as [number | null];
    return { status, stdout, stderr };
  }
  const held = async (kind: RegExp): Promise<string[]> =>
    (await inventory(stack.emulator)).filter((line) => kind.test(line));

  it("is not begun where another machine has begun to close the class while the question was read", async () => {
    const marks = path.join(stack.folder, "state/.aws-class/dev");
    const mark = path.join(marks, "closing-office-7.json");
    const asking = call(["s01"]).filter((word) => word !== "--yes");
    const { code, said } = await stack.atTerminal(asking, {
      question: "Open this class on AWS?",
      meanwhile: () => {
        const at = new Date().toISOString();
        mkdirSync(marks, { recursive: true });
        writeFileSync(mark, JSON.stringify({ host: "office", pid: 7, since: at, at }));
      },
      answer: "y",
    });
    rmSync(mark);
    assert.equal(code, 2, said);
    assert.match(said, /Class dev is being closed, by process 7 on office/);
    assert.deepEqual(await inventory(stack.emulator), []);
  });

  it("is refused as a whole, before anything is made, for what is wrong for one student", async () => {
    const wrong = { ...EACH, labs: { ...EACH.labs, dynamodb: { tableName: "a b" } } };
    stack.configure({ "class:labs": {}, "class:each": wrong });
    const { status, stderr } = await open(IDS);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /class:each\.labs\.dynamodb\.tableName = "a b"/);
    stack.configure({ "class:labs": {}, "class:each": EACH, "class:maxClassCost": 0.01 });
    const dear = await open(IDS);
    assert.equal(dear.status, 2, dear.stderr);
    assert.match(dear.stderr, /class:maxClassCost = 0.01: the class with 5 students would cost/);
    assert.deepEqual(await inventory(stack.emulator), []);
    stack.configure({ "class:labs": {}, "class:each": EACH });
  });

  it("comes up but for the one student who is poisoned", async () => {
    proxy.faults = ({ action, body }) =>
      action === "CreateTable" && body.includes("dev-s03")
        ? { status: 400, code: "ValidationException" }
        : undefined;
    const { status, stdout, stderr } = await open(IDS);
    assert.equal(status, 1, stdout + stderr);
    for (const id of ["s01", "s02", "s04", "s05"])
      assert.match(stdout, new RegExp(`^  ${id}  done`, "m"));
    assert.match(stdout, /^ {2}s03 {2}failed .*DynamoDB Table \(UserLeaderboard-dev-s03\)/m);
    assert.match(stdout, /5 students: 4 done, 1 failed/);
    proxy.faults = () => undefined;
  });

  it("notes whose each stack is by the id that was deployed, so that whatever was killed is found", () => {
    const [, classId = ""] = /class:id: (\w+)/.exec(stack.settings) ?? [];
    for (const id of IDS) {
      const record = path.join(stack.folder, "state/.aws-class", `dev-${id}`, "record.json");
      const { identity } = parseRecord(readFileSync(record, "utf8"), record);
      assert.equal(identity?.id, studentClassId(classId, id));
    }
  });

  it("is whole when that one is opened again, alone, also where a run was killed that made its stack", async () => {
    const half = path.join(stack.folder, "Pulumi.dev-s03.yaml");
    writeFileSync(half, "encryptionsalt: v1:half-made\n");
    writeFileSync(path.join(stack.folder, ".class/students/dev/s03/making"), "");
    const shown = await run(["status", "--class", "dev"]);
    const form = "npm run class -- open * --class * --only *";
    const said = await stack.paste(form, shown.stdout, {
      edit: (call) => `${call.replace("ROSTER", "roster.csv")} --yes --ignore-quotas`,
    });
    assert.match(said, /1 student: 1 done/);
    assert.ok(!existsSync(half));
    assert.equal(
      (await held(/dynamodb\/table .*-dev-s0\d/i)).length,
      5,
      (await held(/./)).join("\n"),
    );
  });

  it("keeps a student's stack the class's where Pulumi works on it alone, also from another machine", async () => {
    const refresh = "npm run pulumi -- refresh --clear-pending-creates --yes --stack dev-s01";
    const own = path.join(stack.folder, ".class/students/dev/s01/Pulumi.yaml");
    for (const isElsewhere of [false, true]) {
      if (isElsewhere) rmSync(own);
      const { code, said } = await stack.inShell(refresh);
      assert.equal(code, 0, said);
      assert.ok(!existsSync(path.join(stack.folder, "Pulumi.dev-s01.yaml")), said);
    }
  });

  it("keeps what is protected of a student, until that is closed as the refusal prints", async () => {
    stack.pulumi("config", "set", "--path", "each.protect", "true", "--stack", "dev");
    const { status, stdout, stderr } = await open(IDS, "--only", "s02");
    assert.equal(status, 0, stdout + stderr);
    const refused = await stack.refusal("npm run class -- close --class dev --only s02 --yes");
    assert.match(refused, /Stack dev-s02 protects data\. Nothing was destroyed/);
    const form = "npm run class -- close --class * --only * --yes-delete-protected";
    const said = await stack.paste(form, refused, { edit: (call) => `${call} --yes` });
    assert.match(said, /Nothing is left of the closed stacks/);
    assert.deepEqual(await held(/dynamodb\/table .*-dev-s02/i), []);
  });

  it("is refused more students than the account's quotas have room for, with the increases to ask for", async () => {
    const networks = { labs: { "vpc-manual": true }, protect: false };
    stack.configure({ "class:labs": {}, "class:each": networks });
    const asked: string[] = [];
    proxy.faults = ({ action }) => {
      asked.push(action);
      return undefined;
    };
    const more = ["s06", "s07", "s08", "s09"];
    const options = call([...IDS, ...more]).filter((option) => option !== "--ignore-quotas");
    const { status, stderr } = await run(options);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /AWS's quotas are too small for 9 students; nothing was changed:/);
    assert.match(stderr, /VPCs.*\n.*request-service-quota-increase/);
    assert.match(stderr, /open fewer students with --only, or go on with --ignore-quotas/);
    assert.ok(asked.length > 0);
    const changing = asked.filter((action) => /^(Create|Put|Run|Allocate|Add|Update)/.test(action));
    assert.deepEqual(changing, []);
    proxy.faults = () => undefined;
  });
});
