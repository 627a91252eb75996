// Calls about resources, and lookups (invokes).
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  InvokeRequest,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import { create, remove, update } from "../aws/change.ts";
import { check } from "../aws/check.ts";
import type { Context } from "../aws/context.ts";
import type { DiffKind } from "../aws/diff.ts";
import { invoke } from "../aws/invoke.ts";
import { read } from "../aws/read.ts";
import { RememberedDiffs } from "../aws/remembered-diffs.ts";
import { fromStruct, toStruct } from "../structs.ts";
import { toFailures } from "./failures.ts";

const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;

export function resourceHandlers(context: Context) {
  const diffs = new RememberedDiffs(context);
  return {
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
      const found = await diffs.get({
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
      const response = new pb.ReadResponse(); // an empty response means that the resource is gone
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
  };
}

/** The type in `urn:pulumi:<stack>::<project>::<parents$type>::<name>`. */
function tokenOf(request: { getUrn(): string }): string {
  const types = request.getUrn().split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

function toPropertyDiff(kind: DiffKind) {
  const property = new pb.PropertyDiff();
  property.setKind(pb.PropertyDiff.Kind[kind]);
  return property;
}
