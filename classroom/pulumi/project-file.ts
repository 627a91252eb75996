import path from "node:path";
import { KEYS } from "../../infra/class-keys.ts";
import { NAMESPACE } from "../../infra/key-names.ts";
import { nearest } from "../../labs/contract/nearest.ts";
import { PROJECT } from "../../lib/project.ts";
import { isRecord, readSettingsFile, type SettingsFile } from "./settings-file.ts";

/** Pulumi's keys at the top of a project file: texts, maps, and those with their own check. */
const TEXTS = ["description", "author", "website", "license", "requiredPulumiVersion"];
const MAPS = ["template", "backend", "options", "packages", "plugins"];
const PROJECT_KEYS = ["name", "main", "runtime", "config", "stackConfigDir", ...TEXTS, ...MAPS];

/** Schemes of Pulumi's backends. */
const BACKENDS = ["file", "s3", "gs", "azblob", "postgres", "http", "https"];

const TYPES = ["string", "integer", "boolean", "array", "object"];

/**
 * The defaults in Pulumi.yaml, by full key.
 *
 * @throws SettingsFileError also when Pulumi could not run the program: Pulumi would report it late, and without the line
 */
export function projectDefaults(): Record<string, unknown> {
  const file = readSettingsFile(path.join(PROJECT, "Pulumi.yaml"));
  checkProject(file);
  return Object.fromEntries(
    Object.entries(declarations(file)).flatMap(([key, { default: value }]) =>
      value === undefined ? [] : [[`${NAMESPACE}:${key}`, value]],
    ),
  );
}

function checkProject({ content, error }: SettingsFile): void {
  const { name, runtime, main } = content;
  const { name: language, options } = isRecord(runtime) ? runtime : { name: runtime };
  // In a project with another name, keys would have another namespace.
  if (name !== NAMESPACE)
    throw error(
      "name",
      name === undefined
        ? "there is no name"
        : `the project's name is ${JSON.stringify(name)}; it is the namespace of the keys, which is ${NAMESPACE}`,
      `write name: ${NAMESPACE}; what your class is called is the key ${NAMESPACE}:name`,
    );
  if (language !== "nodejs")
    throw error(
      "runtime",
      `the runtime is ${shown(language)}; the program runs on Node`,
      "write `runtime:` and below it `name: nodejs`",
    );
  if (!isRecord(options) || options.typescript !== false)
    throw error(
      "runtime",
      "its option typescript is not false; Node runs the program as it is",
      "write `options:` below runtime, and below it `typescript: false`",
    );
  if (main !== MAIN)
    throw error(
      "main",
      `main is ${shown(main)}; it is the file of the program`,
      `write main: ${MAIN}`,
    );
  const unknown = Object.keys(content).find((key) => !PROJECT_KEYS.includes(key));
  if (unknown !== undefined)
    throw error(
      unknown,
      `there is no ${unknown} in a project's file`,
      nearest(unknown, PROJECT_KEYS),
    );
  checkForm({ content, error });
}

/** Checks what Pulumi reads itself: its errors would name its Go types. */
function checkForm({ content, error }: SettingsFile): void {
  const notText = TEXTS.find((key) => key in content && typeof content[key] !== "string");
  if (notText !== undefined)
    throw error(notText, `${notText} is not text`, "write the value in quotes");
  const notMap = MAPS.find((key) => key in content && !isRecord(content[key]));
  if (notMap !== undefined)
    throw error(
      notMap,
      `${notMap} is ${shown(content[notMap])}, not a map`,
      notMap === "backend"
        ? "write `backend:` and below it `url: s3://BUCKET`"
        : `write KEY: VALUE below ${notMap}, or remove it`,
    );
  if ("stackConfigDir" in content)
    throw error(
      "stackConfigDir",
      "the commands read the files of stacks in the folder of Pulumi.yaml only",
      "remove stackConfigDir",
    );
  const { requiredPulumiVersion: version, backend } = content;
  if (typeof version === "string" && !/^[\s\d.x*v<>=!|&~^-]+$/.test(version))
    throw error(
      "requiredPulumiVersion",
      `${shown(version)} is not a range of versions`,
      'write e.g. ">=3.200.0"',
    );
  if (isRecord(backend)) checkBackend(backend, error);
}

function checkBackend(backend: Declaration, error: SettingsFile["error"]): void {
  const { url } = backend;
  const other = Object.keys(backend).find((key) => key !== "url");
  if (other !== undefined)
    throw error(["backend", other], `there is no ${other} below backend`, "write url: s3://BUCKET");
  const [scheme = "", rest] = typeof url === "string" ? url.split("://") : [];
  if (BACKENDS.includes(scheme) && rest !== undefined) return;
  throw error(
    url === undefined ? "backend" : ["backend", "url"],
    url === undefined ? "the url is missing" : `${shown(url)} is not the address of a backend`,
    nearest(scheme, BACKENDS),
  );
}

const MAIN = "infra/index.ts";

const shown = (value: unknown): string => (value === undefined ? "missing" : JSON.stringify(value));

type Declaration = Readonly<Record<string, unknown>>;

/** The declaration of each key in the file. */
function declarations({ content, error }: SettingsFile): Readonly<Record<string, Declaration>> {
  const { config } = content;
  if (!isRecord(config))
    throw error("config", "config is not a map of keys", "write KEY: below it");
  const names = Object.keys(KEYS);
  const missing = names.find((name) => !(name in config));
  if (missing !== undefined)
    throw error("config", `${missing} is not declared below config`, "git checkout Pulumi.yaml");
  return Object.fromEntries(
    Object.entries(config).map(([key, declared]) => {
      if (!names.includes(key))
        throw error(["config", key], `the program has no key ${key}`, nearest(key, names));
      if (!isRecord(declared))
        throw error(
          ["config", key],
          `${key} is not a map`,
          "write type, default and description below it",
        );
      if (!TYPES.includes(String(declared.type)))
        throw error(
          ["config", key],
          `type ${shown(declared.type)} of ${key} is not one of Pulumi's`,
          `write one of ${TYPES.join(", ")}`,
        );
      if ("value" in declared)
        throw error(
          ["config", key],
          `${key} has a value for all stacks`,
          `write ${NAMESPACE}:${key} in the stack's Pulumi.STACK.yaml`,
        );
      return [key, declared];
    }),
  );
}
