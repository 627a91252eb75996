import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Clients } from "../../../engine/provider/aws/clients.ts";
import { FakeTerraform, map } from "./support.ts";

/** Clients that count the processes they start. */
function counted(prepare: (terraform: FakeTerraform, count: number) => void = () => undefined): {
  clients: Clients;
  started: FakeTerraform[];
} {
  const started: FakeTerraform[] = [];
  const clients = new Clients(map, () => {
    const terraform = new FakeTerraform();
    prepare(terraform, started.length);
    started.push(terraform);
    return Promise.resolve(terraform);
  });
  return { clients, started };
}

describe("Clients", () => {
  it("starts Terraform as soon as the provider is configured", () => {
    const { clients, started } = counted();
    clients.configure({ region: "ap-northeast-2" });
    assert.equal(started.length, 1);
  });

  it("keeps one process for each region", async () => {
    const { clients, started } = counted();
    clients.configure({ region: "a", max_retries: 3 });
    assert.equal(await clients.get("a"), await clients.get("a"));
    await clients.get("b");
    assert.deepEqual(
      started.map(({ config }) => config),
      [
        { region: "a", max_retries: 3 },
        { region: "b", max_retries: 3 },
      ],
    );
  });

  it("starts another process after a crash", async () => {
    const { clients, started } = counted();
    clients.configure({ region: "a" });
    const first = await clients.get("a");
    started[0]?.crash();
    await setImmediate();
    assert.notEqual(await clients.get("a"), first);
  });

  it("tries again after a start that failed", async () => {
    let attempts = 0;
    const clients = new Clients(map, () => {
      attempts += 1;
      return attempts === 1
        ? Promise.reject(new Error("no memory"))
        : Promise.resolve(new FakeTerraform());
    });
    await assert.rejects(clients.get("a"), /no memory/);
    await clients.get("a");
  });

  it("leaves no process behind that it could not configure", async () => {
    const { clients, started } = counted((terraform) => {
      terraform.configure = () => Promise.reject(new Error("no credentials"));
    });
    await assert.rejects(clients.get("a"), /no credentials/);
    await assert.rejects(clients.get("a"), /no credentials/);
    assert.deepEqual(
      started.map(({ calls }) => calls),
      [["close"], ["close"]],
    );
  });

  it("keeps the next process when the one before it ends late", async () => {
    const { clients, started } = counted((terraform, count) => {
      if (count === 0) terraform.configure = () => Promise.reject(new Error("no credentials"));
    });
    await assert.rejects(clients.get("a"), /no credentials/);
    const next = await clients.get("a");
    started[0]?.crash();
    await setImmediate();
    assert.equal(await clients.get("a"), next);
  });

  it("stops and closes what it started", async () => {
    const { clients, started } = counted();
    await clients.get("a");
    await clients.stop();
    await clients.close();
    assert.deepEqual(started[0]?.calls, ["configure", "stop", "close"]);
  });
});
