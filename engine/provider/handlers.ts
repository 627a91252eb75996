// What each call of Pulumi's ResourceProvider protocol does: unpacks the request, asks ./aws, packs the response.
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import pluginpb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckFailure,
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  InvokeRequest,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { create, remove, update } from "./aws/change.ts";
import { check } from "./aws/check.ts";
import { checkConfig, diffConfig, toProviderConfig } from "./aws/config.ts";
import type { Context, Failure } from "./aws/context.ts";
import { diff, type DiffKind } from "./aws/diff.ts";
import { invoke } from "./aws/invoke.ts";
import { read } from "./aws/read.ts";
import { fromStruct, toStruct } from "./structs.ts";

const CONFIG_PREFIX = "aws:config:";
const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;

/** By the name that the method has in the service. */
export const handlers = (context: Context) => ({
  handshake: () => {
    const response = new pb.ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    response.setAcceptResources(true);
    response.setAcceptOutputs(false);
    return Promise.resolve(response);
  },

  getPluginInfo: () => {
    const info = new pluginpb.PluginInfo();
    info.setVersion(context.map.sdk);
    return Promise.resolve(info);
  },

  attach: () => Promise.resolve(new emptypb.Empty()),

  getSchema: () => {
    const response = new pb.GetSchemaResponse();
    response.setSchema("{}");
    return Promise.resolve(response);
  },

  checkConfig: (request: CheckRequest) => {
    const response = new pb.CheckResponse();
    response.setInputs(request.getNews());
    response.setFailuresList(toFailures(checkConfig(context, fromStruct(request.getNews()))));
    return Promise.resolve(response);
  },

  diffConfig: (request: DiffRequest) => {
    const diffs = diffConfig(fromStruct(request.getOlds()), fromStruct(request.getNews()));
    const response = new pb.DiffResponse();
    // Never a replacement: resources notice on their own when their region changes.
    response.setChanges(diffs.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList(diffs);
    return Promise.resolve(response);
  },

  configure: async (request: ConfigureRequest) => {
    const variables = [...request.getVariablesMap().entries()];
    const named = variables.map(([key, value]) => [key.replace(CONFIG_PREFIX, ""), value] as const);
    const args = { ...Object.fromEntries(named), ...fromStruct(request.getArgs()) };
    context.clients.configure(toProviderConfig(context, args));
    const response = new pb.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setAcceptresources(true);
    response.setSupportspreview(true);
    response.setAcceptoutputs(false);
    return Promise.resolve(response);
  },

  check: async (request: CheckRequest) => {
    const { inputs, failures } = await check(context, {
      token: tokenOf(request),
      name: request.getUrn().split("::").slice(3).join("::"),
      olds: fromStruct(request.getOlds()),
      news: fromStruct(request.getNews()),
      seed: request.getRandomseed_asU8(),
    });
    const response = new pb.CheckResponse();
    response.setInputs(toStruct(inputs));
    response.setFailuresList(toFailures(failures));
    return response;
  },

  diff: async (request: DiffRequest) => {
    const found = await diff(context, {
      token: tokenOf(request),
      id: request.getId(),
      olds: fromStruct(request.getOlds()),
      news: fromStruct(request.getNews()),
      ignored: request.getIgnorechangesList(),
    });
    const response = new pb.DiffResponse();
    response.setChanges(found.diffs.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setReplacesList([...found.replaces]);
    response.setDiffsList([...found.diffs]);
    response.setDeletebeforereplace(found.deleteBeforeReplace);
    response.setHasdetaileddiff(true);
    for (const [path, kind] of Object.entries(found.detailed))
      response.getDetaileddiffMap().set(path, toPropertyDiff(kind));
    return response;
  },

  create: async (request: CreateRequest) => {
    const { id, outputs } = await create(context, {
      token: tokenOf(request),
      news: fromStruct(request.getProperties()),
      preview: request.getPreview(),
      timeout: request.getTimeout(),
    });
    const response = new pb.CreateResponse();
    response.setId(id);
    response.setProperties(toStruct(outputs));
    return response;
  },

  update: async (request: UpdateRequest) => {
    const { outputs } = await update(context, {
      token: tokenOf(request),
      id: request.getId(),
      olds: fromStruct(request.getOlds()),
      news: fromStruct(request.getNews()),
      ignored: request.getIgnorechangesList(),
      preview: request.getPreview(),
      timeout: request.getTimeout(),
    });
    const response = new pb.UpdateResponse();
    response.setProperties(toStruct(outputs));
    return response;
  },

  delete: async (request: DeleteRequest) => {
    await remove(context, {
      token: tokenOf(request),
      id: request.getId(),
      olds: fromStruct(request.getProperties()),
      timeout: request.getTimeout(),
    });
    return new emptypb.Empty();
  },

  read: async (request: ReadRequest) => {
    const found = await read(context, {
      token: tokenOf(request),
      id: request.getId(),
      olds: fromStruct(request.getProperties()),
      inputs: fromStruct(request.getInputs()),
    });
    const response = new pb.ReadResponse(); // an empty one says that the resource is gone
    if (found) {
      response.setId(found.id);
      response.setProperties(toStruct(found.outputs));
      response.setInputs(toStruct(found.inputs));
    }
    return response;
  },

  invoke: async (request: InvokeRequest) => {
    const args = fromStruct(request.getArgs());
    const { result, failures } = await invoke(context, request.getTok(), args);
    const response = new pb.InvokeResponse();
    response.setReturn(toStruct(result));
    response.setFailuresList(toFailures(failures));
    return response;
  },

  cancel: async () => {
    await context.clients.stop();
    return new emptypb.Empty();
  },
});

/** The type in `urn:pulumi:<stack>::<project>::<parents$type>::<name>`. */
function tokenOf(request: { getUrn(): string }): string {
  const types = request.getUrn().split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

function toFailures(failures: readonly Failure[]): CheckFailure[] {
  return failures.map(({ property, reason }) => {
    const failure = new pb.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
}

function toPropertyDiff(kind: DiffKind) {
  const property = new pb.PropertyDiff();
  property.setKind(pb.PropertyDiff.Kind[kind]);
  return property;
}
