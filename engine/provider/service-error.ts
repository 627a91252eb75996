// Errors in gRPC's format for Pulumi's engine.
import grpc from "@grpc/grpc-js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import statuspb from "@pulumi/pulumi/proto/status_pb.js";
import anypb from "google-protobuf/google/protobuf/any_pb.js";
import { PartialError } from "./aws/change.ts";
import { toStruct } from "./structs.ts";

/** The answer to a failed call. For a PartialError, the engine keeps in the state what was left behind. */
export function toServiceError(error: Error): Partial<grpc.StatusObject> {
  const details = error.message || String(error);
  const metadata = new grpc.Metadata();
  if (error instanceof PartialError)
    metadata.add("grpc-status-details-bin", Buffer.from(initFailed(error).serializeBinary()));
  return { code: grpc.status.UNKNOWN, details, metadata };
}

function initFailed(error: PartialError): InstanceType<typeof statuspb.Status> {
  const detail = new pb.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(toStruct(error.outputs));
  detail.setInputs(toStruct(error.inputs));
  detail.setReasonsList([error.message]);
  const any = new anypb.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statuspb.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(error.message);
  status.addDetails(any);
  return status;
}
