import assert from "node:assert/strict";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { CreateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import statuspb from "@pulumi/pulumi/proto/status_pb.js";
import { serve, type Serving } from "../../../engine/provider/server.ts";
import { fromStruct, toStruct } from "../../../engine/provider/structs.ts";
import { ApplyError } from "../../../engine/provider/terraform/terraform.ts";
import { secret } from "../../../engine/provider/values/property-value.ts";
import { fixture, THING } from "./support.ts";

const urn = `urn:pulumi:dev::class::class:network:Network$${THING}::web`;
const { credentials } = grpc;

describe("the provider's server", () => {
  const context = fixture();
  let serving: Serving;
  let client: InstanceType<typeof services.ResourceProviderClient>;

  before(async () => {
    serving = await serve(context, () => undefined);
    client = new services.ResourceProviderClient(
      `127.0.0.1:${serving.port}`,
      credentials.createInsecure(),
    );
  });

  after(() => {
    client.close();
    serving.close();
  });

  const create = (type = urn): Promise<CreateResponse> => {
    const request = new pb.CreateRequest();
    request.setUrn(type);
    request.setProperties(toStruct({ name: "web", password: secret("p"), maxSize: 2 }));
    return new Promise((resolve, reject) => {
      client.create(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  };

  it("creates what the engine asks for, by the last type of the URN", async () => {
    const response = await create();
    const { name, password } = fromStruct(response.getProperties());
    assert.equal(response.getId(), "id-1");
    assert.deepEqual([name, password], ["web", secret("p")]);
  });

  it("answers an unknown type with the way out", async () => {
    await assert.rejects(create(urn.replace(THING, "aws:x/y:Y")), /aws:x\/y:Y.*map\/tokens\.ts/);
  });

  it("tells the engine to keep what a failed create left behind", async () => {
    const problem = { severity: "ERROR", summary: "No quota", detail: "", path: [] } as const;
    context.terraform.onApply = (state) => {
      throw new ApplyError([problem], { state });
    };
    const error = await create().then(
      () => assert.fail("it did not fail"),
      (reason: unknown) => reason as grpc.ServiceError,
    );
    assert.equal(error.details, "No quota");
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    const [any] = statuspb.Status.deserializeBinary(Buffer.from(bytes ?? "")).getDetailsList();
    const detail = pb.ErrorResourceInitFailed.deserializeBinary(
      any?.getValue_asU8() ?? Buffer.of(),
    );
    assert.deepEqual([detail.getId(), detail.getReasonsList()], ["id-1", ["No quota"]]);
  });
});
