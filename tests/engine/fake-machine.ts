import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Machine } from "../../engine/choice/machine.ts";
import { GO_SOURCES } from "./go-sources.ts";

/** The versions that the project of a machine asks for: of @pulumi/aws, of the npm package pulumi. */
export const AWS = "7.48.0";
export const NPM = "3.265.0";

/** A machine in a temporary folder: what it has decides which engine is chosen. */
export class FakeMachine implements Machine {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "engine-test-"));
  readonly project = path.join(this.folder, "project");
  readonly home = path.join(this.folder, "home");
  readonly env: NodeJS.ProcessEnv = {
    HOME: this.home,
    PATH: [path.join(this.project, "node_modules/.bin"), this.bin, "/usr/bin", "/bin"].join(":"),
  };
  terraform: { file: string; version: string } | undefined;
  online = false;
  asked = 0;

  constructor() {
    this.put("project/node_modules/@pulumi/aws/package.json", JSON.stringify({ version: AWS }));
    this.put("project/node_modules/pulumi/package.json", JSON.stringify({ version: NPM }));
    this.command("project/node_modules/.bin/pulumi", "echo the launcher must not be taken");
  }

  get bin(): string {
    return path.join(this.folder, "bin");
  }

  readonly siteProblem = () => {
    this.asked++;
    return Promise.resolve(
      this.online ? undefined : "get.pulumi.com cannot be reached (ENOTFOUND)",
    );
  };

  readonly bridge: Machine["bridge"] = {
    find: () => this.terraform,
    install: ({ pulumiHome }) => {
      const plugin = this.plugin(path.relative(this.folder, pulumiHome));
      return Promise.resolve({ plugin, terraform: "", fresh: false });
    },
  };

  put(file: string, content: string): string {
    const full = path.join(this.folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  command(file: string, script: string): string {
    const full = this.put(file, `#!/bin/sh\n${script}\n`);
    chmodSync(full, 0o755);
    return full;
  }

  /** Installs a CLI, with the language host beside it, that counts how often it is asked for its version. */
  cli(folder: string, version = "v3.300.0"): string {
    this.command(`${folder}/pulumi-language-nodejs`, "");
    const count = path.join(this.folder, "version-calls");
    return this.command(`${folder}/pulumi`, `echo x >> '${count}'; echo ${version}`);
  }

  plugin(home: string): string {
    return this.command(`${home}/plugins/resource-aws-v${AWS}/pulumi-resource-aws`, "");
  }

  /** Puts a finished Go build where an earlier run would have left it: beside a Go that makes it in no time. */
  go(version = "go1.30.1"): void {
    for (const [file, text] of Object.entries(GO_SOURCES)) this.put(`go-sources/${file}`, text);
    const build = [
      `[ "$1" = env ] && echo ${version} && exit`,
      `[ "$1" = list ] && echo '${this.folder}/go-sources' && exit`,
      'while [ "$1" != -o ]; do shift; done',
      'echo "#!/bin/sh" > "$2"; chmod +x "$2"',
    ];
    this.command("bin/go", build.join("\n"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
