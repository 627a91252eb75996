import assert from "node:assert/strict";
import { CloudKeeper } from "../../../classroom/record/cloud-keeper.ts";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import { keeperOn } from "../../../classroom/record/keeper-of.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const state = (id: string, outputs: object = { class: IDENTITY }) => ({
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:dev::class::pulumi:pulumi:Stack::class-dev",
        type: "pulumi:pulumi:Stack",
        outputs,
      },
      {
        urn: `urn:pulumi:dev::class::aws:ebs/volume:Volume::${id}`,
        type: "aws:ebs/volume:Volume",
        custom: true,
        id,
      },
    ],
  },
});

describe("the record of a stack on Pulumi Cloud", () => {
  /** Pulumi's answers: the newest version comes first, a page has as many as it is asked for. */
  function cloud(count: number, listed: object[] = []) {
    const exported: number[] = [];
    const stack = {
      name: "dev",
      capture: (args: readonly string[]) => {
        if (args[1] === "ls") return Promise.resolve(JSON.stringify(listed));
        const [size = 0, page = 0] = ["--page-size", "--page"].map((option) =>
          Number(args[args.indexOf(option) + 1]),
        );
        const all = Array.from({ length: count }, (_, at) => ({ version: count - at }));
        return Promise.resolve(JSON.stringify(all.slice(size * (page - 1), size * page)));
      },
      export: (version?: number) => {
        exported.push(version ?? 0);
        return Promise.resolve(state(`vol-${version}`));
      },
    };
    const local = new FakeKeeper();
    return { keeper: new CloudKeeper(local, stack), exported, local };
  }
  const ids = async (keeper: CloudKeeper) =>
    (await keeper.read())?.ledger.held.flatMap((held) => held.ids);

  it("knows a version that does not say whose it is, or where", async () => {
    const { keeper } = cloud(1);
    assert.equal(keeper.place, "the history of the stack on Pulumi Cloud");
    const volume = { ...state("vol-1").deployment.resources[1], outputs: { class: IDENTITY } };
    const bare = (resources: object[]) =>
      new CloudKeeper(new FakeKeeper(), {
        name: "dev",
        capture: () => Promise.resolve('[{"version": 1}]'),
        export: () => Promise.resolve({ deployment: { resources } }),
      }).read();
    const found = await bare([volume]);
    assert.equal(found?.identity, undefined);
    assert.deepEqual(
      found?.ledger.held.map(({ ids, region }) => [ids, region]),
      [[["vol-1"], ""]],
    );
    const named = await bare([volume, state("x").deployment.resources[0] ?? {}]);
    assert.deepEqual(
      named?.ledger.held.map(({ region }) => region),
      [IDENTITY.region],
    );
  });

  it("is all that its history has, whatever checkout asks, and whose class it was", async () => {
    const { keeper, local } = cloud(3);
    assert.deepEqual(await ids(keeper), ["vol-1", "vol-2", "vol-3"]);
    assert.deepEqual((await keeper.read())?.identity, IDENTITY);
    assert.equal(local.record, undefined); // reading changes nothing
  });

  it("has every page of the history, and asks for a version once", async () => {
    const { keeper, exported } = cloud(201);
    assert.equal((await ids(keeper))?.length, 201);
    await keeper.read();
    assert.equal(exported.length, 201);
    assert.equal((await ids(cloud(100).keeper))?.length, 100);
  });

  it("is none for a stack without a history", async () => {
    assert.equal(await cloud(0).keeper.read(), undefined);
  });

  it("has what this machine knows besides, which is noted and laid aside here", async () => {
    const { keeper, local } = cloud(1);
    await keeper.add({ ledger: new Ledger([{ type: "t", region: "r", ids: ["snap-1"] }]) });
    assert.deepEqual(await ids(keeper), ["snap-1", "vol-1"]);
    await keeper.archive();
    assert.equal(local.archived, 1);
    assert.equal(
      await keeper.exclusively(
        () => undefined,
        () => Promise.resolve(1),
      ),
      1,
    );
  });

  it("is locked while Pulumi Cloud shows an update", async () => {
    for (const name of ["dev", "school/class/dev"])
      assert.match(
        (await cloud(0, [{ name, updateInProgress: true }]).keeper.pulumiLock()) ?? "",
        /Pulumi Cloud/,
      );
    const prod = { name: "prod", updateInProgress: true };
    assert.equal(await cloud(0, [{ name: "dev" }, prod]).keeper.pulumiLock(), undefined);
    await assert.rejects(cloud(0, [prod]).keeper.pulumiLock(), /not known/);
  });
});

describe("Pulumi Cloud, which has no place for our files", () => {
  const temporary = temporaryFolder();

  async function lines(url: string, times = 1): Promise<string[]> {
    const folder = new LocalFolder(temporary.path);
    const said: string[] = [];
    for (let at = 0; at < times; at++) {
      const stack = new FakeStack().pulumi;
      const keeper = await keeperOn(url, stack, folder);
      await keeper.exclusively(
        (line) => said.push(line),
        () => Promise.resolve(),
      );
    }
    return said;
  }

  it("is said to be one when a command locks a stack, once for all stacks", async () => {
    const [first = "", ...others] = await lines("https://app.pulumi.com/school", 3);
    assert.match(first, /^Run down, .* on one machine at a time: Pulumi Cloud has no place/);
    assert.deepEqual(others, []);
  });

  it("is none where the state is in files", async () => {
    assert.deepEqual(await lines(`file://${temporary.path}`), []);
  });
});
