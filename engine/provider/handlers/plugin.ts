// Calls about the plugin itself: its information and configuration.
import pluginpb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckRequest,
  ConfigureRequest,
  DiffRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import { checkConfig, diffConfig, toProviderConfig } from "../aws/config.ts";
import type { Context } from "../aws/context.ts";
import { fromStruct } from "../structs.ts";
import { toFailures } from "./failures.ts";

const CONFIG_PREFIX = "aws:config:";
const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;

export const pluginHandlers = (context: Context) => ({
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
    // Never a replacement: resources detect a changed region themselves.
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

  cancel: async () => {
    await context.clients.stop();
    return new emptypb.Empty();
  },
});
