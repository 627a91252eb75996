import { z } from "zod";
import type { InitConfig } from "../../boot/facts.ts";
import { TemplateError } from "./template.ts";

/** The supported parts of `AWS::CloudFormation::Init`; users and groups are ignored, because only pages are served. */
const CONFIG = z.strictObject({
  packages: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  files: z
    .record(
      z.string(),
      z.looseObject({
        content: z.unknown().optional(),
        mode: z.union([z.string(), z.number()]).optional(),
      }),
    )
    .default({}),
  services: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.looseObject({
          enabled: z.union([z.boolean(), z.string()]).optional(),
          ensureRunning: z.union([z.boolean(), z.string()]).optional(),
        }),
      ),
    )
    .default({}),
  groups: z.unknown().optional(),
  users: z.unknown().optional(),
});

/**
 * A resource's `AWS::CloudFormation::Init` without functions, as cfn-init applies it: `config`, or its default config set.
 *
 * @throws TemplateError for unsupported parts, e.g. sources and commands
 */
export function readInit(init: unknown): InitConfig {
  if (typeof init !== "object" || init === null)
    throw new TemplateError("AWS::CloudFormation::Init has no configs");
  const { configSets, ...configs } = init as Readonly<Record<string, unknown>>;
  const names = configSets === undefined ? ["config"] : defaultSet(configSets);
  const read = names.map((name) => {
    const { success, data, error } = CONFIG.safeParse(configs[name] ?? {});
    if (success) return data;
    const [issue] = error.issues;
    throw new TemplateError(
      `AWS::CloudFormation::Init, ${name}: ${issue?.code === "unrecognized_keys" ? `${issue.keys.join(", ")} is not carried out on this machine` : (issue?.message ?? "")}`,
    );
  });
  return {
    packages: read.flatMap(({ packages }) => Object.values(packages).flatMap(Object.keys)),
    files: Object.fromEntries(read.flatMap(({ files }) => Object.entries(files).map(fileOf))),
    services: read.flatMap(({ services }) =>
      Object.values(services).flatMap((kind) =>
        Object.entries(kind).flatMap(([name, { enabled, ensureRunning }]) =>
          isOn(enabled) || isOn(ensureRunning) ? [name] : [],
        ),
      ),
    ),
  };
}

const isOn = (value: unknown): boolean => value === true || value === "true";

function fileOf([name, { content, mode }]: [
  string,
  { content?: unknown; mode?: string | number | undefined },
]) {
  if (content === undefined)
    throw new TemplateError(
      `AWS::CloudFormation::Init: ${name} has no content; sources are not downloaded on this machine`,
    );
  const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 2);
  return [name, { content: text, ...(mode !== undefined && { mode: String(mode) }) }] as const;
}

function defaultSet(configSets: unknown): string[] {
  const found = (configSets as Readonly<Record<string, unknown>> | null)?.default;
  if (Array.isArray(found) && found.every((name) => typeof name === "string")) return found;
  throw new TemplateError(
    "AWS::CloudFormation::Init: only a default config set that lists names of configs is carried out on this machine",
  );
}
