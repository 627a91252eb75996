import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { KEYS } from "../../infra/class-keys.ts";
import { PROJECT } from "../../lib/project.ts";

const read = (file: string): string => readFileSync(path.join(PROJECT, file), "utf8");
const isThere = (...parts: string[]): boolean => existsSync(path.join(PROJECT, ...parts));

describe(".devcontainer/devcontainer.json", () => {
  const container = JSON.parse(read(".devcontainer/devcontainer.json")) as {
    image: string;
    features: Record<string, { version?: string }>;
    postCreateCommand: string;
  };
  const feature = (name: string) => {
    const found = Object.entries(container.features).find(([id]) => id.includes(`/${name}:`));
    assert.ok(found, name);
    return { pin: found[0].split(":")[1] ?? "", version: found[1].version ?? "" };
  };

  it("pins its image and every feature", () => {
    assert.match(container.image, /:\d+\.\d+-\w+$/);
    for (const name of ["node", "python", "go", "aws-cli"])
      assert.match(feature(name).pin, /^\d+\.\d+\.\d+$/);
  });

  it("has the Node of the workflows, and the Go that the engine is built with", () => {
    const { runs } = parse(read(".github/actions/setup/action.yml")) as {
      runs: { steps: { with?: Record<string, unknown> }[] };
    };
    const versions = runs.steps.flatMap((step) => step.with?.["node-version"] ?? []);
    assert.deepEqual(versions.map(String), [feature("node").version]);
    for (const module of globSync("engine/choice/go/*/go.mod", { cwd: PROJECT }))
      assert.ok(read(module).includes(`\ngo ${feature("go").version}\n`), module);
  });

  it("prepares what exists", () => {
    const [, script = ""] = container.postCreateCommand.split(" ");
    assert.ok(isThere(script));
  });
});

describe(".github/dependabot.yml", () => {
  const MANIFESTS: Readonly<Record<string, string>> = {
    npm: "package-lock.json",
    "github-actions": "*.yml",
    pip: "requirements.txt",
    gomod: "go.mod",
    devcontainers: ".devcontainer/devcontainer.json",
  };
  const { updates } = parse(read(".github/dependabot.yml")) as {
    updates: { "package-ecosystem": string; directories: string[] }[];
  };
  const watched = (ecosystem: string) =>
    updates
      .filter((update) => update["package-ecosystem"] === ecosystem)
      .flatMap(({ directories }) => directories);

  /** Where Dependabot looks for the actions of `/`. */
  const placeOf = (ecosystem: string, directory: string) =>
    ecosystem === "github-actions" && directory === "/" ? "/.github/workflows" : directory;

  it("names folders that hold dependencies of their kind", () => {
    for (const [ecosystem, manifest] of Object.entries(MANIFESTS))
      for (const directory of watched(ecosystem))
        assert.notEqual(
          globSync(path.posix.join(`.${placeOf(ecosystem, directory)}`, manifest), { cwd: PROJECT })
            .length,
          0,
          `${ecosystem} ${directory}`,
        );
    assert.deepEqual(
      updates.map((update) => update["package-ecosystem"]),
      Object.keys(MANIFESTS),
    );
  });

  it("leaves out no folder that has some", () => {
    for (const ecosystem of ["npm", "pip", "gomod"]) {
      const files = globSync(`{,engine/**/}${MANIFESTS[ecosystem] ?? ""}`, { cwd: PROJECT });
      const folders = files.map((file) => `/${path.dirname(file)}`.replace(/^\/\.$/, "/"));
      assert.deepEqual(watched(ecosystem).sort(), folders.sort());
    }
    const actions = globSync(".github/actions/*", { cwd: PROJECT }).map((folder) => `/${folder}`);
    assert.deepEqual(watched("github-actions").sort(), ["/", ...actions]);
  });
});

describe(".github/CODEOWNERS", () => {
  const rules = read(".github/CODEOWNERS")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(/\s+/));

  it("names paths that exist, each with an owner", () => {
    for (const [pattern = "", owner = ""] of rules) {
      assert.ok(isThere(pattern), pattern);
      assert.match(owner, /^@[\w-]+(\/[\w-]+)?$/);
    }
  });

  it("covers the workflows and the settings of prod", () => {
    const patterns = rules.map(([pattern]) => pattern);
    for (const pattern of ["/.github/", "/Pulumi.prod.yaml"])
      assert.ok(patterns.includes(pattern), pattern);
  });
});

describe("the template for pulumi new", () => {
  it("asks for settings that exist, and names files that do", () => {
    const { template } = parse(read("Pulumi.yaml")) as {
      template: { quickstart: string; config: Record<string, unknown> };
    };
    const own = Object.keys(template.config).filter((key) => key !== "aws:region");
    assert.deepEqual(
      own.filter((key) => !Object.hasOwn(KEYS, key)),
      [],
    );
    const files = template.quickstart.match(/[\w./-]+\.md/g) ?? [];
    assert.deepEqual(
      files.filter((file) => !isThere(file)),
      [],
    );
  });
});

describe("CHANGELOG.md", () => {
  it("has a section for the release of package.json and one for what comes next", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const versions = [...read("CHANGELOG.md").matchAll(/^## \[([^\]]+)\]/gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(versions.slice(0, 2), ["Unreleased", version]);
  });
});
