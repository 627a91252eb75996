import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import type { SettingsMistake } from "./mistake.ts";

const PROJECT_FILE = readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8");

/** Pulumi.yaml, changed. */
const changed = (from: string | RegExp, to: string): string => PROJECT_FILE.replace(from, to);

/** Where a key stands in Pulumi.yaml; keys of `config` by their name and the spaces before it. */
function placeOf(key: string): string {
  const at = PROJECT_FILE.split("\n").findLastIndex((line) => line.startsWith(`${key}:`));
  return `Pulumi.yaml, line ${at + 1}, column ${key.search(/\S/) + 1}`;
}

/** Behind its end. */
const LAST_LINE = `Pulumi.yaml, line ${PROJECT_FILE.split("\n").length}, column 1`;

/** In Pulumi.yaml. */
export const IN_PROJECT: readonly SettingsMistake[] = [
  {
    project: "name: myclass\nruntime: nodejs\n",
    at: "Pulumi.yaml, line 1, column 1",
    reason: /the project's name is "myclass"; it is the namespace of the keys, which is class/,
    fix: /name: class/,
  },
  { project: "", at: "Pulumi.yaml", reason: /there is no name/, fix: /name: class/ },
  {
    project: "name: class\nruntime:\n\tname: nodejs\n",
    at: "Pulumi.yaml, line 3, column 1",
    reason: /a tab/,
    fix: /spaces/,
  },
  {
    project: changed(/\nconfig:[^]*/, "\nconfig: none\n"),
    at: placeOf("config"),
    reason: /config is not a map/,
    fix: /below it/,
  },
  {
    project: changed(/\nconfig:[^]*/, "\n"),
    at: "Pulumi.yaml",
    reason: /config is not a map/,
    fix: /below it/,
  },
  {
    project: changed(/runtime:[^]*(?=template:)/, ""),
    at: "Pulumi.yaml",
    reason: /the runtime is missing/,
    fix: /name: nodejs/,
  },
  {
    project: changed("name: nodejs", "name: python"),
    at: placeOf("runtime"),
    reason: /the runtime is "python"/,
    fix: /name: nodejs/,
  },
  {
    project: changed("typescript: false", "typescript: true"),
    at: placeOf("runtime"),
    reason: /typescript is not false/,
    fix: /typescript: false/,
  },
  {
    project: changed("infra/index.ts", "index.ts"),
    at: placeOf("main"),
    reason: /main is "index\.ts"/,
    fix: /main: infra\/index\.ts/,
  },
  {
    project: changed("  labs:\n", "  labz:\n"),
    at: placeOf("config"),
    reason: /labs is not declared/,
    fix: /git checkout Pulumi\.yaml/,
  },
  {
    project: changed("type: object", "type: map"),
    at: placeOf("  labs"),
    reason: /type "map" of labs/,
    fix: /string, integer, boolean, array, object/,
  },
  {
    project: changed("default: aws-class", "value: our-class"),
    at: placeOf("  name"),
    reason: /name has a value for all stacks/,
    fix: /class:name in the stack's Pulumi\.STACK\.yaml/,
  },
  {
    project: `${PROJECT_FILE}confg: {}\n`,
    at: LAST_LINE,
    reason: /there is no confg/,
    fix: /did you mean config\?/,
  },
  {
    project: `${PROJECT_FILE}backend: s3://bucket\n`,
    at: LAST_LINE,
    reason: /backend is "s3:\/\/bucket", not a map/,
    fix: /url: s3:\/\/BUCKET/,
  },
  {
    project: `${PROJECT_FILE}backend: {url: s4://bucket}\n`,
    at: LAST_LINE.replace("column 1", "column 11"),
    reason: /"s4:\/\/bucket" is not the address of a backend/,
    fix: /did you mean s3\?/,
  },
  {
    project: `${PROJECT_FILE}backend: {uri: s3://bucket}\n`,
    at: LAST_LINE.replace("column 1", "column 11"),
    reason: /no uri below backend/,
    fix: /url: s3:\/\/BUCKET/,
  },
  {
    project: `${PROJECT_FILE}backend: {}\n`,
    at: LAST_LINE,
    reason: /the url is missing/,
    fix: /file, s3, gs/,
  },
  {
    project: `${PROJECT_FILE}plugins: [aws]\n`,
    at: LAST_LINE,
    reason: /plugins is \["aws"\], not a map/,
    fix: /below plugins/,
  },
  {
    project: `${PROJECT_FILE}author: {name: kim}\n`,
    at: LAST_LINE,
    reason: /author is not text/,
    fix: /in quotes/,
  },
  {
    project: `${PROJECT_FILE}stackConfigDir: stacks\n`,
    at: LAST_LINE,
    reason: /in the folder of Pulumi\.yaml only/,
    fix: /remove stackConfigDir/,
  },
  {
    project: changed('">=3.200.0"', "newest"),
    at: placeOf("requiredPulumiVersion"),
    reason: /"newest" is not a range of versions/,
    fix: />=3\.200\.0/,
  },
];
