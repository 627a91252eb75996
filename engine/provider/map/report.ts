// Prints the types and names of @pulumi/aws without a counterpart in this machine's Terraform provider, and vice versa: run it
// after updating either.
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
