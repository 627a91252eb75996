import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PROJECT } from "../../../lib/project.ts";
import { COMPILE_CACHE } from "../../support/processes/compile-cache.ts";
import { ProjectCopy } from "../../support/project-copy.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";
import { AT_THE_EDGES } from "./at-the-edges.ts";
import { IN_CHARACTERS } from "./in-characters.ts";
import { IN_FORM } from "./in-form.ts";
import { IN_HASTE } from "./in-haste.ts";
import { IN_INHERITED } from "./in-inherited.ts";
import { IN_KEYS } from "./in-keys.ts";
import { IN_LABS } from "./in-labs.ts";
import { IN_NUMBERS } from "./in-numbers.ts";
import { IN_ODD_PLACES } from "./in-odd-places.ts";
import { IN_PROJECT } from "./in-project.ts";
import { IN_PROVIDER } from "./in-provider.ts";
import { IN_SECRETS } from "./in-secrets.ts";
import { IN_TYPES } from "./in-types.ts";
import { IN_VALUES } from "./in-values.ts";
import type { SettingsMistake } from "./mistake.ts";

const MISTAKES = [
  ...IN_FORM,
  ...IN_CHARACTERS,
  ...IN_PROJECT,
  ...IN_KEYS,
  ...IN_INHERITED,
  ...IN_VALUES,
  ...IN_HASTE,
  ...IN_LABS,
  ...IN_NUMBERS,
  ...IN_TYPES,
  ...IN_ODD_PLACES,
  ...IN_SECRETS,
  ...IN_PROVIDER,
  ...AT_THE_EDGES,
];

const LIMIT_MS = 2500;

/** Where nothing else is said. */
const USUAL = { "aws:region": "ap-northeast-2", "class:environment": "local" };

function localFile({ config = "", file }: SettingsMistake): string | Uint8Array {
  const usual = Object.entries(USUAL).filter(([key]) => !config.includes(`  ${key}:`));
  return (
    file ?? `config:\n${config}${usual.map(([key, value]) => `  ${key}: ${value}\n`).join("")}`
  );
}

describe("mistakes in settings", function () {
  this.timeout(20_000);
  this.retries(2); // other work may end between a call and its measure
  const temporary = temporaryFolder();
  const folder = () => path.join(temporary.path, "class");
  const project = readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8");

  const configFile = process.env.AWS_CONFIG_FILE;
  let copy: ProjectCopy;
  /** What `npm start` asks of the settings, before anything is made, and what `main` shows without a stack trace. */
  let refusal: () => string;
  before(async () => {
    copy = new ProjectCopy();
    process.env.AWS_CONFIG_FILE = path.join(copy.folder, "aws-config");
    writeFileSync(process.env.AWS_CONFIG_FILE, "[profile class]\nregion = ap-northeast-2\n");
    const load = <T>(file: string) => import(path.join(copy.folder, file)) as Promise<T>;
    const { localSettings } = await load<
      typeof import("../../../classroom/local/local-settings.ts")
    >("classroom/local/local-settings.ts");
    const { LocalFolder } = await load<typeof import("../../../classroom/local/local-folder.ts")>(
      "classroom/local/local-folder.ts",
    );
    const { ExplainedError } = await load<typeof import("../../../lib/errors.ts")>("lib/errors.ts");
    const { ConfigError } = await load<typeof import("../../../labs/contract/problems.ts")>(
      "labs/contract/problems.ts",
    );
    refusal = () => {
      try {
        localSettings(new LocalFolder(folder()), {});
      } catch (error) {
        if (error instanceof ExplainedError || error instanceof ConfigError) return error.message;
        throw error;
      }
      return "";
    };
  });
  after(() => {
    copy.remove();
    if (configFile === undefined) delete process.env.AWS_CONFIG_FILE;
    else process.env.AWS_CONFIG_FILE = configFile;
  });

  function make(mistake: SettingsMistake): void {
    writeFileSync(path.join(copy.folder, "Pulumi.yaml"), mistake.project ?? project);
    writeFileSync(path.join(copy.folder, "Pulumi.local.yaml"), localFile(mistake));
  }

  /** One mistake is named, with its place, the reason and what to write instead. */
  function assertExplained(said: string, { at, reason, fix }: SettingsMistake): void {
    const [where = "", ...after] = said
      .split("\n")
      .filter((line) => !line.startsWith("1 problem in "));
    assert.ok(where.includes(at), said);
    assert.match(where, reason);
    assert.match(after.join("\n"), fix);
    assert.match(said, /\n +fix: /);
    assert.doesNotMatch(said, /^ +at |\n.*problem/m);
  }

  it("are a hundred and fifty, and more", () => {
    assert.ok(MISTAKES.length >= 150, String(MISTAKES.length));
  });

  for (const mistake of MISTAKES) {
    const { at, reason, config, file } = mistake;
    const what = config ?? (typeof file === "string" ? file : undefined) ?? reason.source;
    it(`are answered: ${JSON.stringify(what)} at ${at}`, () => {
      make(mistake);
      const start = performance.now();
      assertExplained(refusal(), mistake);
      assertWithin(performance.now() - start, LIMIT_MS);
    });
  }

  it(`are refused by npm start itself within ${LIMIT_MS} ms, without a stack trace`, () => {
    const mistake = MISTAKES.find(({ at }) => at === "Pulumi.local.yaml, line 2, column 1");
    assert.ok(mistake);
    make(mistake);
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(copy.folder, "classroom/main.ts"), "up"],
      {
        encoding: "utf8",
        env: {
          AWS_CLASS_FOLDER: folder(),
          HOME: temporary.path,
          ...COMPILE_CACHE,
        },
      },
    );
    const taken = performance.now() - start;
    assertExplained(stripVTControlCharacters(stderr).trim(), mistake);
    assert.deepEqual([status, stdout], [1, ""]);
    assertWithin(taken, LIMIT_MS);
  });
});
