// GrpcTerraform against a server that speaks Terraform's protocol.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";
import { GrpcTerraform } from "../../../engine/provider/terraform/client.ts";
import { ApplyError, TerraformError } from "../../../engine/provider/terraform/terraform.ts";
import { decodeState, encodeState } from "../../../engine/provider/values/wire.ts";
import { stateOf, thing, thingType } from "./support.ts";

const proto = new URL("../../../engine/provider/terraform/tfplugin5.proto", import.meta.url);
const definition = protoLoader.loadSync(fileURLToPath(proto), { keepCase: true });
const service = definition["tfplugin5.Provider"] as grpc.ServiceDefinition;
const encoded = encodeState(thingType, stateOf({ id: "id-1", name: "web" }));
const refused = {
  severity: "ERROR",
  summary: "Bad port",
  detail: "too large",
  attribute: { steps: [{ attribute_name: "ingress" }, { element_key_int: 0 }] },
};
const diagnostic = { severity: "ERROR", summary: "Bad port", detail: "too large" } as const;

type Answers = Record<string, (request: { type_name: string }) => object>;

/** A client of a server that gives the answers, and what makes that server's process end. */
async function connected(answers: Answers, panic: string[] = []) {
  const server = new grpc.Server();
  const methods = Object.entries(answers).map(([method, answer]) => [
    method,
    ({ request }: { request: { type_name: string } }, respond: grpc.sendUnaryData<object>) => {
      respond(null, answer(request));
    },
  ]);
  server.addService(service, Object.fromEntries(methods) as grpc.UntypedServiceImplementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  let kill!: () => void;
  const ended = new Promise<void>((resolve) => {
    kill = () => {
      server.forceShutdown();
      resolve();
    };
  });
  const client = new GrpcTerraform({ address: `127.0.0.1:${port}`, ended, panic, kill });
  clients.push(client);
  return { client, kill };
}

const clients: GrpcTerraform[] = [];

describe("GrpcTerraform", () => {
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  it("reads a resource", async () => {
    const { client } = await connected({
      ReadResource: () => ({ new_state: encoded, private: Buffer.of(1) }),
    });
    const found = await client.read(thing, { state: stateOf({ id: "id-1" }) });
    assert.deepEqual(found, { state: stateOf({ id: "id-1", name: "web" }), private: Buffer.of(1) });
  });

  it("answers with what Terraform refuses, and where", async () => {
    const { client } = await connected({
      ValidateResourceTypeConfig: () => ({ diagnostics: [refused] }),
    });
    const problems = await client.validate(thing, stateOf({}));
    assert.deepEqual(problems, [{ ...diagnostic, path: ["ingress", 0] }]);
  });

  it("takes warnings for no error", async () => {
    const { client } = await connected({
      ValidateResourceTypeConfig: () => ({ diagnostics: [{ ...refused, severity: "WARNING" }] }),
    });
    assert.deepEqual(await client.validate(thing, stateOf({})), []);
  });

  it("names the attributes that force a replacement", async () => {
    const { client } = await connected({
      PlanResourceChange: () => ({
        planned_state: encoded,
        requires_replace: [{ steps: [{ attribute_name: "zone" }] }],
      }),
    });
    const request = { prior: { state: null }, proposed: stateOf({}), config: stateOf({}) };
    assert.deepEqual((await client.plan(thing, request)).requiresReplace, ["zone"]);
  });

  it("hands over the state that a failed apply left", async () => {
    const { client } = await connected({
      ApplyResourceChange: () => ({ new_state: encoded, diagnostics: [refused] }),
    });
    const state = stateOf({});
    const plan = { prior: { state: null }, planned: state, plannedPrivate: Buffer.of() };
    await assert.rejects(client.apply(thing, { ...plan, config: state }), (error) => {
      assert.ok(error instanceof ApplyError);
      assert.equal(error.message, "Bad port: too large");
      assert.equal(error.left.state?.id, "id-1");
      return true;
    });
  });

  it("validates a data source before it reads it", async () => {
    const { client } = await connected({
      ValidateDataSourceConfig: () => ({ diagnostics: [refused] }),
    });
    await assert.rejects(client.readData(thing, stateOf({})), TerraformError);
  });

  it("sends states that the other side can read", async () => {
    const received: unknown[] = [];
    const { client } = await connected({
      ImportResourceState: ({ type_name }) => {
        received.push(type_name);
        return { imported_resources: [{ type_name, state: encoded }] };
      },
    });
    const found = await client.import(thing, "id-1");
    assert.deepEqual(received, ["aws_thing"]);
    assert.deepEqual(found?.state, decodeState(thingType, encoded));
  });

  it("explains a crash by what the process said last", async () => {
    const panic = ["panic: nil map", "goroutine 1"];
    const { client, kill } = await connected({ ReadResource: () => (kill(), {}) }, panic);
    await assert.rejects(
      client.read(thing, { state: stateOf({}) }),
      /crashed during ReadResource of aws_thing, .*\npanic: nil map\ngoroutine 1/,
    );
  });
});
