// Converts property values to and from protobuf messages.
import structpb, { type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { PropertyMap } from "./values/property-value.ts";

export const fromStruct = (struct: Struct | undefined): PropertyMap => struct?.toJavaScript() ?? {};

export const toStruct = (properties: PropertyMap): Struct =>
  structpb.Struct.fromJavaScript(properties);
