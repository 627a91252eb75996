// Prints which types and names of @pulumi/aws have no counterpart in the Terraform provider on this machine, and the other
// way round: what to look at after an update of either.
//
//   node engine/provider/map/report.ts [folder of @pulumi/aws]
import path from "node:path";
import { GrpcTerraform } from "../terraform/client.ts";
import { findTerraformProvider } from "../terraform/find.ts";
import { startTerraform } from "../terraform/process.ts";
import { generateMap } from "./generate.ts";
import { Sdk } from "./sdk.ts";

const terraform = findTerraformProvider();
if (!terraform) throw new Error("no Terraform AWS provider on this machine");
const sdk = new Sdk(path.resolve(process.argv[2] ?? "node_modules/@pulumi/aws"));
const client = new GrpcTerraform(await startTerraform(terraform.file));
try {
  generateMap(sdk, await client.getSchema(), terraform.version, (line) => {
    console.log(line);
  });
} finally {
  client.close();
}
