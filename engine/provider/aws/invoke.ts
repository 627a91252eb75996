import { describe, TerraformError } from "../terraform/terraform.ts";
import { hasUnknown } from "../values/compare.ts";
import { pulumiPath, toPulumi, toTerraform } from "../values/convert.ts";
import { plainMap } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import { without } from "../values/types.ts";
import { dataSourceInfo, droppedFrom, regionOf, type Context, type Failure } from "./context.ts";

export interface InvokeResult {
  readonly result: PropertyMap;
  readonly failures: readonly Failure[];
}

/** Calls a function of the SDK, which reads a Terraform data source. */
export async function invoke(
  context: Context,
  token: string,
  args: PropertyMap,
): Promise<InvokeResult> {
  const info = dataSourceInfo(context, token);
  const values = plainMap(args);
  const region = await regionOf(context, info, values);
  const config = toTerraform(
    info.type,
    info.regional ? without(values, "region") : values,
    droppedFrom(context, info),
  );
  if (hasUnknown(config)) throw new Error(`${token}: not all arguments are known yet`);
  const client = await context.clients.get(region);
  try {
    const result = toPulumi(info.type, await client.readData(info, config));
    return { result: info.regional ? { ...result, region } : result, failures: [] };
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    const failures = error.diagnostics.map((problem) => ({
      property: pulumiPath(info.type, problem.path),
      reason: describe(problem),
    }));
    return { result: {}, failures };
  }
}
