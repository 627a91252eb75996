// Serves Pulumi's ResourceProvider protocol on a local port.
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { Context } from "./aws/context.ts";
import { handlers } from "./handlers/handlers.ts";
import { toServiceError } from "./service-error.ts";

const UNLIMITED = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

export interface Serving {
  /** On the loopback interface. */
  readonly port: number;
  /** Stops it, and all running calls. */
  readonly close: () => void;
}

/**
 * Starts serving on the loopback interface.
 * @param log gets every call with its duration
 */
export function serve(context: Context, log: (line: string) => void): Promise<Serving> {
  const server = new grpc.Server(UNLIMITED);
  // grpc-js answers methods not implemented here (Parameterize, Construct, Call, GetMapping, ...) with UNIMPLEMENTED.
  const implementation: grpc.UntypedServiceImplementation = {};
  for (const [method, handle] of Object.entries(handlers(context)))
    implementation[method] = unary(method, handle as Handler, log);
  server.addService(services.ResourceProviderService, implementation);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else
        resolve({
          port,
          close: () => {
            server.forceShutdown();
          },
        });
    });
  });
}

type Handler = (request: Request) => Promise<object>;

/** The part of a request for the log. */
interface Request {
  getUrn?(): string;
  getTok?(): string;
}

const unary =
  (method: string, handle: Handler, log: (line: string) => void) =>
  ({ request }: { request: Request }, respond: grpc.sendUnaryData<object>): void => {
    const begun = performance.now();
    const subject = request.getUrn?.() ?? request.getTok?.() ?? "";
    handle(request).then(
      (response) => {
        log(`${method} ${subject}: ${(performance.now() - begun).toFixed(1)} ms`);
        respond(null, response);
      },
      (reason: unknown) => {
        const error = reason instanceof Error ? reason : new Error(String(reason));
        log(`${method} ${subject}: ${error.stack ?? error.message}`);
        respond(toServiceError(error));
      },
    );
  };
