// The gRPC stub of tfplugin5.proto.
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";
import type { Calls } from "./messages.ts";

const UNLIMITED = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

export type Methods = {
  readonly [M in keyof Calls]: (
    request: Calls[M][0],
    done: (error: grpc.ServiceError | null, answer: Calls[M][1]) => void,
  ) => void;
};

/** Connects to a provider that listens at `address`. */
export function connect(address: string): grpc.Client & Methods {
  const file = fileURLToPath(new URL("./tfplugin5.proto", import.meta.url));
  const definition = protoLoader.loadSync(file, {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true, // but members of a oneof stay undefined when unset
    arrays: true,
    objects: true,
  });
  const loaded = grpc.loadPackageDefinition(definition) as unknown as {
    tfplugin5: {
      Provider: new (
        address: string,
        credentials: grpc.ChannelCredentials,
        options: object,
      ) => grpc.Client & Methods;
    };
  };
  return new loaded.tfplugin5.Provider(address, grpc.credentials.createInsecure(), UNLIMITED);
}
