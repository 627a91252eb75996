import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { python, PythonError } from "../../engine/emulator/moto.ts";
import { PROJECT } from "../../lib/project.ts";
import { FakeMachine } from "./fake-machine.ts";

const silent = () => undefined;

describe("the Python of the emulated AWS", () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
    // What runs the made-up commands, and no Python.
    machine.env.PATH = machine.bin;
  });
  afterEach(() => {
    machine.remove();
  });

  /** Installs a python3 that says it is of this version, and whose `-m venv` makes a Python whose pip does `pip`. */
  const installed = (version: string, pip = "", venv = ""): void => {
    const made = `mkdir -p "$3/bin"; printf '#!/bin/sh\\n%s\\n' '${pip}' > "$3/bin/python"; chmod +x "$3/bin/python"`;
    const script = `PATH=/usr/bin:/bin; [ "$1" = -c ] && echo ${version} && exit; ${venv || made}`;
    machine.command("bin/python3", script);
  };

  const refusal = async (): Promise<string> => {
    const error: unknown = await python(silent, machine.env).then(
      () => assert.fail("it was installed"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof PythonError, String(error));
    assert.doesNotMatch(error.message, /\n/);
    return error.message;
  };

  it("is made once from the system's", async () => {
    installed("3.12");
    const interpreter = await python(silent, machine.env);
    assert.match(interpreter, /\/\.cache\/aws-class\/moto-python3\.12-\w+\/bin\/python$/);
    assert.ok(existsSync(interpreter));
    installed("3.12", "", "exit 1");
    assert.equal(await python(silent, machine.env), interpreter);
  });

  it("is installed from files whose hashes requirements.txt has, and from no others", async () => {
    installed("3.12", 'case "$*" in *" --require-hashes "*) ;; *) exit 1 ;; esac');
    assert.ok(existsSync(await python(silent, machine.env)));
  });

  it("is not built with tools that pip would download without a hash", async () => {
    installed("3.12", 'case "$*" in *" --only-binary :all: "*) ;; *) exit 1 ;; esac');
    assert.ok(existsSync(await python(silent, machine.env)));
  });

  it("is asked for where there is none, with the way to install it", async () => {
    assert.match(await refusal(), /needs Python 3\.10 or newer, and there is no python3: install/);
  });

  it("is asked for where it is too old", async () => {
    installed("3.9");
    assert.match(await refusal(), /needs Python 3\.10 or newer, and .*python3 is 3\.9: install/);
  });

  it("is asked for where it does not run, as on a Mac without developer tools", async () => {
    machine.command("bin/python3", "echo xcode-select: no developer tools were found >&2; exit 1");
    assert.match(
      await refusal(),
      /python3 does not run \(.*no developer tools were found\): install /,
    );
  });

  it("is to be completed where it comes without venv, as on Ubuntu", async () => {
    installed("3.12", "", "echo ensurepip is not available; exit 1");
    assert.match(await refusal(), /has no venv.*apt install python3-venv/);
  });

  for (const [said, sentence] of [
    ["ERROR: [Errno 28] No space left on device", /disk is full: .* needs about 250 MB in/],
    ["ERROR: [Errno 13] Permission denied", /check who owns/],
    ["[Errno -3] Temporary failure in name resolution", /pip cannot reach its package index/],
    ["ProxyError(Cannot connect to proxy.)", /check the network, the proxy/],
    [
      "ERROR: No matching distribution found for moto",
      /does not have the packages of requirements\.txt/,
    ],
    [`    Got        ${"0a".repeat(32)}`, /a file whose hash is not the one in requirements\.txt/],
  ] as const)
    it(`explains "${said}" in a sentence, and leaves nothing half made`, async () => {
      installed("3.12", `echo "${said}" >&2; exit 1`);
      assert.match(await refusal(), sentence);
      const cache = path.join(machine.home, ".cache/aws-class");
      assert.ok(readdirSync(cache).every((name) => name.includes(".unfinished-")));
      installed("3.12");
      assert.ok(existsSync(await python(silent, machine.env)));
    });

  it("shows what else pip says, without a stack trace", async () => {
    installed("3.12", 'echo "ERROR: something else" >&2; exit 1');
    await assert.rejects(python(silent, machine.env), /pip install .*\n?.*something else/);
  });
});

const REQUIREMENTS = [
  ["the emulated AWS", "engine/emulator/requirements.txt", "moto=="],
  ["the tests' AWS CLI", "tests/support/aws-cli/aws-cli-requirements.txt", "awscli=="],
] as const;

for (const [whose, file, first] of REQUIREMENTS)
  describe(`the packages of ${whose}`, () => {
    it("have an exact version each, and the hash of every wheel", () => {
      const text = readFileSync(path.join(PROJECT, file), "utf8");
      const packages = text.replace(/^#.*\n/gm, "").split(/\n(?=\S)/);
      assert.ok(packages.some((one) => one.startsWith(first)));
      for (const one of packages)
        assert.match(one, /^[a-z0-9-]+==[\w.]+( \\\n {4}--hash=sha256:[0-9a-f]{64})+\n?$/);
    });
  });
