// pulumi-resource-aws: started by the Pulumi engine, prints its port, serves until told to stop. ./install.ts sets it up.
import { appendFileSync, readFileSync } from "node:fs";
import { Clients } from "./aws/clients.ts";
import type { ProviderMap } from "./map/provider-map.ts";
import { hasSibling } from "./sibling.ts";
import { killAll, startTerraform, type TerraformProcess } from "./terraform/process.ts";
import type { TerraformClient } from "./terraform/terraform.ts";

/** How often to check for the parent: a killed one cannot stop this process. */
const PARENT_CHECK_MS = 1000;

const mapFile = required("PULUMI_AWS_STAND_IN_MAP");
const terraformFile = required("PULUMI_AWS_STAND_IN_TERRAFORM");

// For debugging: a log file for our own calls and, optionally, everything that Terraform logs.
const { PULUMI_AWS_STAND_IN_LOG: logFile, PULUMI_AWS_STAND_IN_LOG_TERRAFORM: logTerraform } =
  process.env;
const log = (line: string): void => {
  if (logFile) appendFileSync(logFile, `${new Date().toISOString()} ${process.pid} ${line}\n`);
};
const startProcess = () => startTerraform(terraformFile, logTerraform ? log : undefined);

// The Terraform processes must not outlive this one.
process.on("exit", killAll);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(0));
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, PARENT_CHECK_MS).unref();

// Terraform takes longest to start, so it starts while the rest is loaded. Not in a second process of one engine: a preview
// that refreshes first starts one only to check the configuration, and would start Terraform twice.
let early: Promise<TerraformProcess> | undefined;
if (!hasSibling(import.meta.filename, parent, process.pid)) early = startProcess();
early?.catch(() => undefined); // reported to the first operation that needs it

const { serve } = await import("./server.ts");
const map = JSON.parse(readFileSync(mapFile, "utf8")) as ProviderMap;
const warned = new Set<string>();
const warn = (message: string): void => {
  if (!warned.has(message)) console.error(message);
  warned.add(message);
};
const startClient = async (): Promise<TerraformClient> => {
  const starting = early ?? startProcess();
  early = undefined;
  const { GrpcTerraform } = await clientModule;
  return new GrpcTerraform(await starting);
};
const clients = new Clients(map, startClient);
const { port } = await serve({ map, clients, warn }, log);
process.stdout.write(`${port}\n`);
const clientModule = import("./terraform/client.ts"); // while the engine connects

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: start this through the launcher that install.ts writes`);
}
