/**
 * Given to Node by `--import`, notes in the file FIRST_RESOURCE how long a Pulumi program took from the start of its
 * process to its first resource, in milliseconds. The stack, which is there before the program is read, does not count.
 */
import { existsSync, writeFileSync } from "node:fs";

// Everything that Pulumi starts inherits this; only its program is meant.
const note = process.env.FIRST_RESOURCE;
if (note !== undefined && /pulumi\/cmd\/run\b/.test(process.argv[1] ?? "")) await watch(note);

async function watch(file: string): Promise<void> {
  const { default: resources } = await import("@pulumi/pulumi/proto/resource_pb.js");
  // A request is written out when it is sent.
  class Watched extends resources.RegisterResourceRequest {
    override serializeBinary(): Uint8Array {
      if (this.getType() !== "pulumi:pulumi:Stack" && !existsSync(file))
        writeFileSync(file, String(performance.now()));
      return super.serializeBinary();
    }
  }
  resources.RegisterResourceRequest = Watched;
}
