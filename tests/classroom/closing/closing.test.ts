import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { Closing, type ClosingOptions } from "../../../classroom/closing/closing.ts";
import { readOnce } from "../../../classroom/pulumi/read-once.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { StackWithoutSettings } from "../../../classroom/stack/without-settings.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import { type Destroyed, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";
import { awsAt } from "../../support/subjects.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const TOPIC = { type: "aws:sns/topic:Topic", name: "alarm", id: "arn:aws:sns:::alarm" };
const GROUP = { type: "aws:iam/group:Group", name: "students", id: "students-1", lab: "students" };

/** What was done of these, in order: `freeze`, `destroy dev-s01`, `remove s01`. */
type Log = string[];

class NamedStack extends FakeStack {
  readonly #log: Log;
  readonly #named: string;

  constructor(name: string, log: Log, resources: ConstructorParameters<typeof FakeStack>[0]) {
    super(resources);
    Object.assign(this, { name });
    this.outputsNow = { class: { ...IDENTITY, student: /-(s\d+)$/.exec(name)?.[1] } };
    this.#named = name;
    this.#log = log;
  }

  override destroy(options = {}) {
    this.#log.push(`destroy ${this.#named}`);
    return super.destroy(options);
  }
}

describe("closing a class", () => {
  const server = localServer();
  const folder = temporaryFolder();
  let was: string | undefined;
  let log: Log;
  let endpoint: string;
  let stacks: ReadonlyMap<string, NamedStack>;
  beforeEach(async () => {
    was = process.env.AWS_CLASS_FOLDER;
    process.env.AWS_CLASS_FOLDER = folder.path;
    log = [];
    endpoint = await server.serve((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const [, action = ""] = /Action=(\w+GroupPolicy)\b/.exec(body) ?? [];
        if (action === "PutGroupPolicy") log.push("freeze");
        const isDone = action === "PutGroupPolicy" || action === "DeleteGroupPolicy";
        const absent = "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>";
        response.writeHead(isDone ? 200 : action === "" ? 403 : 404);
        response.end(isDone ? `<${action}Response/>` : action === "" ? "" : absent);
      });
    });
  });
  afterEach(() => {
    if (was === undefined) delete process.env.AWS_CLASS_FOLDER;
    else process.env.AWS_CLASS_FOLDER = was;
  });

  /** Closes class dev. @param students by id, what a destroy of each does; undefined for one that is empty already */
  async function closed(
    students: Readonly<Record<string, Destroyed | undefined>>,
    {
      isWhole = true,
      lost = [],
      locked = [],
      ...choice
    }: Partial<ClosingOptions> & {
      readonly isWhole?: boolean;
      /** Who has lost the record of an earlier class. */
      readonly lost?: readonly string[];
      /** Whose stacks another machine is working on. */
      readonly locked?: readonly string[];
    } = {},
  ) {
    stacks = new Map(
      Object.entries(students).map(([id, destroyed]) => {
        const stack = new NamedStack(`dev-${id}`, log, destroyed ? [TOPIC] : []);
        stack.destroys = [destroyed ?? {}];
        return [id, stack] as const;
      }),
    );
    const keepers = new Map([...stacks.keys()].map((id) => [`dev-${id}`, new FakeKeeper()]));
    for (const id of locked)
      Object.assign(keepers.get(`dev-${id}`) ?? {}, { lock: "s3://states/lock" });
    for (const id of lost) Object.assign(stacks.get(id) ?? {}, { history: [{ kind: "destroy" }] });
    const own = new NamedStack("dev", log, [GROUP, TOPIC]);
    const place = {
      stack: own.pulumi,
      stackOf: (id: string) => stacks.get(id)?.pulumi,
      folderOf: (id: string) => {
        const own = new StudentFolder("dev", id);
        mkdirSync(own.path, { recursive: true });
        return own;
      },
      keeperOf: ({ name }: { name: string }) => Promise.resolve(keepers.get(name)),
      heldElsewhere: () => Promise.resolve(new Ledger([])),
      remove: (id: string) => Promise.resolve(void log.push(`remove ${id}`)),
    } as unknown as StudentsPlace;
    const open = {
      ...{ identity: IDENTITY, stack: own.pulumi, aws: awsAt(endpoint), account: undefined },
      ...{ keeper: new FakeKeeper(), elsewhere: () => Promise.resolve(new Ledger([])) },
      read: await readOnce(own.pulumi),
    } satisfies StackWithoutSettings;
    const said: string[] = [];
    const closing = new Closing(place, open, {
      ...{ report: (line: string) => void said.push(line), json: true, parallel: 1 },
      ...{ deleteProtected: false, spareProtected: true, ...choice },
    });
    const end = await closing.close([...stacks.keys()], isWhole);
    return { end, said: said.join("\n"), own };
  }

  it("denies the logins first, then takes students' stacks down, and the class's own last", async () => {
    await closed({ s01: {}, s02: {} });
    assert.deepEqual(log, ["freeze", "destroy dev-s01", "destroy dev-s02", "destroy dev"]);
  });

  it("changes nothing, logins neither, where the class was extended meanwhile", async () => {
    const stillWanted = () => Promise.reject(new Error("extended"));
    await assert.rejects(closed({ s01: {} }, { stillWanted }), /^Error: extended$/);
    assert.deepEqual(log, []);
  });

  it("does not deny the login of a student alone whose class was extended meanwhile", async () => {
    const stillWanted = () => Promise.reject(new Error("extended"));
    const { end } = await closed({ s01: {} }, { isWhole: false, stillWanted });
    assert.deepEqual(log, []);
    assert.equal(end.students.get("s01")?.state, "failed");
  });

  it("goes on with the others past a student who is stuck, and keeps the class's stack for that one", async () => {
    const { end, said, own } = await closed({ s01: { nothing: "no" }, s02: {} });
    assert.deepEqual(log, ["freeze", "destroy dev-s01", "destroy dev-s02"]);
    assert.equal(end.isClean, false);
    assert.equal(end.students.get("s01")?.state, "failed");
    assert.equal(end.students.get("s02")?.state, "done");
    assert.equal(own.resources.length, 2);
    assert.match(said, /Stack dev stays up until every student's stack is destroyed/);
  });

  it("does not destroy again what an earlier run has emptied", async () => {
    const { end } = await closed({ s01: undefined, s02: {} });
    assert.deepEqual(log, ["freeze", "destroy dev-s02", "destroy dev"]);
    assert.equal(end.students.get("s01")?.state, "done");
  });

  it("does not take a stack for closed that another machine is just bringing up", async () => {
    const { end } = await closed({ s01: undefined, s02: {} }, { locked: ["s01"] });
    const s01 = end.students.get("s01");
    assert.ok(s01?.state === "failed");
    assert.match(s01.failure.reason, /Another run is working on stack dev-s01/);
    assert.deepEqual([end.isClean, log], [false, ["freeze", "destroy dev-s02"]]);
  });

  it("does not take a stack for closed of which nothing is known any more", async () => {
    const { end } = await closed({ s01: undefined }, { lost: ["s01"] });
    assert.equal(end.students.get("s01")?.state, "failed");
    assert.equal(end.isClean, false);
  });

  it("destroys, too, what has come up since `close` began", async () => {
    const meanwhile = () => {
      const s01 = stacks.get("s01");
      if (s01) s01.resources = [TOPIC];
    };
    await closed({ s02: { meanwhile }, s01: undefined });
    assert.deepEqual(log, ["freeze", "destroy dev-s02", "destroy dev-s01", "destroy dev"]);
  });

  it("leaves the class's own stack alone where only some students are closed", async () => {
    const { own } = await closed({ s01: {} }, { isWhole: false });
    assert.deepEqual(log, ["freeze", "destroy dev-s01"]);
    assert.equal(own.resources.length, 2);
  });

  it("leaves a class alone whose stack has the name of a student's", async () => {
    const { said } = await closed({ seoul: {}, s01: {} });
    assert.deepEqual(log, ["freeze", "destroy dev-s01", "destroy dev"]);
    assert.match(said, /Stack dev-seoul is not the stack of a student seoul, but class aws-class/);
    const named = await closed({ seoul: {} }, { isWhole: false });
    assert.equal(named.end.students.get("seoul")?.state, "failed");
    assert.ok(!log.includes("destroy dev-seoul"));
  });

  it("is not clean, and removes no stack, as long as AWS does not let it look", async () => {
    const { end, said } = await closed({ s01: {} });
    assert.equal(end.isClean, false);
    assert.match(said, /Looking for leftovers of 2 stacks/);
    assert.match(said, /Could not be searched/);
    assert.ok(!log.some((line) => line.startsWith("remove")));
  });
});
