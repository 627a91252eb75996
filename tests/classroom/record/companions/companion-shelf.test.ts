import assert from "node:assert/strict";
import path from "node:path";
import { CompanionShelf } from "../../../../classroom/record/companions/companion-shelf.ts";
import { CompanionStacks } from "../../../../classroom/record/companions/companion-stacks.ts";
import { Copies } from "../../../../classroom/record/companions/copies.ts";
import { FakeCompanions } from "../../../support/fakes/fake-companions.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("files on a backend that only Pulumi reads and writes", () => {
  const temporary = temporaryFolder();
  let backend: FakeCompanions;
  beforeEach(() => {
    backend = new FakeCompanions();
  });
  /** @param machine where what was read is kept */
  const shelf = (machine = "here") =>
    new CompanionShelf(new CompanionStacks(backend.stack, "gs://states"), {
      place: "gs://states/.pulumi/stacks/records-of-aws-class.dev",
      copies: new Copies(path.join(temporary.path, machine)),
      pulumiLock: () => Promise.resolve("held"),
    });
  const exports = () => backend.calls.filter((call) => call.startsWith("stack export")).length;

  it("are there as they were written, also for another machine, without a passphrase", async () => {
    const text = JSON.stringify({ name: "한국어 <b> ' \\ \n", count: 1 });
    await shelf().write("spending.json", text);
    assert.equal(await shelf("elsewhere").read("spending.json"), text);
    await shelf().write("spending.json", "2");
    assert.equal(await shelf().read("spending.json"), "2");
    assert.deepEqual(backend.env, {
      PULUMI_BACKEND_URL: "gs://states",
      PULUMI_CONFIG_PASSPHRASE: "",
    });
  });

  it("are listed by name, without locks; what is gone is gone", async () => {
    for (const name of ["b.json", "a.json"]) await shelf().write(name, name);
    backend.make("lock.1.0a.0b.c");
    assert.deepEqual(await shelf().list(), ["a.json", "b.json"]);
    for (let times = 0; times < 2; times++) await shelf().remove("a.json");
    assert.deepEqual(await shelf().list(), ["b.json"]);
    assert.equal(await shelf().read("a.json"), undefined);
    await shelf().rename("b.json", "c.json");
    assert.deepEqual(await shelf().list(), ["c.json"]);
    assert.equal(await shelf().read("c.json"), "b.json");
    await shelf().rename("b.json", "d.json");
    assert.deepEqual(await shelf().list(), ["c.json"]);
  });

  it("are read again only where they were written since", async () => {
    await shelf().write("a.json", "1");
    for (let times = 0; times < 3; times++) assert.equal(await shelf().read("a.json"), "1");
    assert.equal(exports(), 1);
    await shelf("elsewhere").write("a.json", "2");
    assert.equal(await shelf().read("a.json"), "2");
    assert.equal(exports(), 2);
  });

  it("are read in a row with one list", async () => {
    for (const name of ["a.json", "b.json"]) await shelf().write(name, "1");
    const own = shelf();
    backend.calls.length = 0;
    await Promise.all(["a.json", "b.json", "c.json"].map((name) => own.read(name)));
    const lists = backend.calls.filter((call) => call.startsWith("stack ls"));
    assert.deepEqual([lists.length, exports()], [1, 2]);
  });

  it("have nothing in them while another command makes them, and the next time they have", async () => {
    backend.make("a");
    assert.equal(await shelf().read("a.json"), undefined);
    await shelf().write("a.json", "1");
    assert.equal(await shelf().read("a.json"), "1");
  });

  it("are written although another command makes or removes them at the same moment", async () => {
    let isFirst = true;
    const once = (at: string, work: () => void) => {
      isFirst = true;
      backend.onCall = (call) => {
        if (isFirst && call.startsWith(at)) {
          isFirst = false;
          work();
        }
      };
    };
    once("stack init", () => {
      backend.make("a");
    });
    await shelf().write("a.json", "1");
    once("stack import", () => {
      backend.remove("a");
    });
    await shelf().write("a.json", "2");
    assert.equal(await shelf().read("a.json"), "2");
  });

  it("are not taken for written where another command removes them again and again", async () => {
    backend.onCall = (call) => {
      if (call.startsWith("stack import")) backend.remove("a");
    };
    await assert.rejects(shelf().write("a.json", "1"), /a\.json in gs:\S+ is removed by other/);
  });

  it("are written as soon as another command has let go of Pulumi's lock of them", async () => {
    let times = 0;
    backend.onCall = (call) => {
      if (call.startsWith("stack import") && times++ === 0)
        throw new Error("error: the stack is currently locked by 1 lock(s)");
    };
    await shelf().write("a.json", "1");
    assert.equal(await shelf().read("a.json"), "1");
  });

  it("are not absent where the backend does not answer", async () => {
    await shelf().write("a.json", "1");
    backend.onCall = () => {
      throw new Error("no network");
    };
    await assert.rejects(shelf("elsewhere").read("a.json"), /no network/);
    await assert.rejects(shelf().list(), /no network/);
    await assert.rejects(shelf().remove("a.json"), /no network/);
    await assert.rejects(shelf().write("b.json", ""), /no network/);
  });
});
