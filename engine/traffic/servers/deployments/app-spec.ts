import { parse } from "yaml";
import { z } from "zod";
import { quoted } from "../../boot/shell.ts";
import type { FirstBoot } from "../../boot/user-data.ts";
import { HOOK, LIFECYCLE, reaches } from "./lifecycle.ts";

/** A deployment's bundle, as it is on a server. */
export interface Archive {
  readonly deploymentId: string;
  readonly groupName: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** A deployment to a server. */
export interface Revision extends Archive {
  readonly applicationName: string;
}

const STEP = z.object({
  location: z.string(),
  timeout: z.coerce.number().int().positive().default(3600),
});

/**
 * The supported parts of an AppSpec file for servers; permissions are ignored: the web server reads world-readable files.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html
 */
const APP_SPEC = z.object({
  os: z.literal("linux"),
  files: z.array(z.object({ source: z.string(), destination: z.string() })).default([]),
  hooks: z.record(z.string(), z.array(STEP)).default({}),
});

type AppSpec = z.output<typeof APP_SPEC>;

/**
 * What CodeDeploy's agent runs for a bundle on a server. The hooks of ApplicationStop are those of the bundle before: the first one
 * has nothing to stop.
 *
 * @param previous the last bundle that was deployed to the server @default none
 * @throws when the bundle has no valid AppSpec file
 */
export function deploymentScripts(revision: Revision, previous?: Archive): FirstBoot {
  const { deploymentId, applicationName, groupName, files } = revision;
  const spec = appSpecIn(files);
  const variables = {
    APPLICATION_NAME: applicationName,
    DEPLOYMENT_GROUP_NAME: groupName,
    DEPLOYMENT_GROUP_ID: groupName,
    DEPLOYMENT_ID: deploymentId,
  };
  const stop = previous ? stopOf(previous) : [];
  const steps = (event: (typeof LIFECYCLE)[number]): string[] => {
    if (event === "ApplicationStop") return [...stop, `cd ${quoted(folderOf(revision))}`];
    return event === "Install" ? spec.files.flatMap(installed) : hooksOf(spec, event);
  };
  const script = [
    "#!/bin/bash",
    "set -euo pipefail",
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`),
    HOOK,
    ...LIFECYCLE.flatMap((event) => [reaches(event), ...steps(event)]),
    "",
  ].join("\n");
  const content = [revision, ...(previous ? [previous] : [])].flatMap((archive) =>
    [...archive.files].map(([name, content]) => ({
      path: `${folderOf(archive)}/${name}`,
      content,
    })),
  );
  return { scripts: [script], files: content, notes: [] };
}

const folderOf = ({ groupName, deploymentId }: Archive): string =>
  `/opt/codedeploy-agent/deployment-root/${groupName}/${deploymentId}/deployment-archive`;

/** An earlier bundle is read as S3 has it now: one that has become invalid there stops nothing, and hinders no other. */
function stopOf(previous: Archive): string[] {
  let spec: AppSpec;
  try {
    spec = appSpecIn(previous.files);
  } catch {
    return [];
  }
  return [`cd ${quoted(folderOf(previous))}`, ...hooksOf(spec, "ApplicationStop")];
}

function appSpecIn(files: Revision["files"]): AppSpec {
  const file = files.get("appspec.yml") ?? files.get("appspec.yaml");
  if (file === undefined) throw new Error("the bundle has no appspec.yml");
  const { success, data, error } = APP_SPEC.safeParse(parse(file.toString()));
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`appspec.yml: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

const hooksOf = ({ hooks }: AppSpec, event: string): string[] =>
  (hooks[event] ?? []).map(
    ({ location, timeout }) =>
      `hook ${event} ${timeout} ${quoted(location.replace(/^(\.?\/)+/, ""))}`,
  );

/** Copies a file into a folder, or the content of a folder into another. */
function installed({ source, destination }: AppSpec["files"][number]): string[] {
  const from = quoted(`./${source.replace(/^\/+/, "")}`);
  const to = quoted(destination);
  return [
    `mkdir -p ${to}`,
    `if [[ -d ${from} ]]; then cp -r ${from}/. ${to}; else cp ${from} ${to}; fi`,
  ];
}
