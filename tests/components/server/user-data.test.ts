import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import {
  linuxUserData,
  type WindowsScript,
  windowsUserData,
} from "../../../components/server/user-data.ts";
import { Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

const webServer = (PAGE: pulumi.Input<string>) => ({ name: "web-server", env: { PAGE } }) as const;

describe("linuxUserData", () => {
  const folder = temporaryFolder();
  let shell: Shell;

  beforeEach(() => {
    shell = new Shell(folder.path);
    shell.write("etc/group", "www:x:1001:\n");
    shell.system("dnf", "getent", "usermod", "chown", "systemctl");
  });

  it("hands a script any value as it is", async () => {
    const page = `it's "$HOME" $(dnf) \`dnf\` \\ % 한국어\n)\nEOF`;
    const done = shell.run(await known(linuxUserData([webServer(page)])));
    assert.equal(done.status, 0);
    assert.equal(shell.read("var/www/html/index.html"), `${page}\n`);
  });

  it("hands over what is known only when it runs", async () => {
    const done = shell.run(await known(linuxUserData([webServer(pulumi.output("later"))])));
    assert.equal(done.status, 0);
    assert.equal(shell.read("var/www/html/index.html"), "later\n");
  });

  it("runs the scripts in order", async () => {
    const done = shell.run(
      await known(linuxUserData([{ name: "install-stress" }, webServer("<p>")])),
    );
    assert.deepEqual(done.calls.slice(0, 2), [
      "dnf install --assumeyes stress-ng",
      "dnf install --assumeyes httpd",
    ]);
  });

  it("ends at the first script that fails", async () => {
    shell.stub("dnf", '[[ "$*" != *stress* ]]');
    const done = shell.run(
      await known(linuxUserData([{ name: "install-stress" }, webServer("<p>")])),
    );
    assert.equal(done.status, 1);
    assert.deepEqual(done.calls, ["dnf install --assumeyes stress-ng"]);
  });

  it("writes down what the scripts say", async () => {
    shell.stub("dnf", "echo 'no mirror' >&2; exit 1");
    shell.run(await known(linuxUserData([webServer("<p>")])));
    assert.equal(shell.read("var/log/class-user-data.log"), "no mirror\n");
  });

  it("takes a page of 13 kB", async () => {
    const text = await known(linuxUserData([webServer("x".repeat(13_000))]));
    assert.ok(Buffer.byteLength(text) <= 16_384);
  });

  it("names the size of what is too large for EC2, in bytes", async () => {
    const page = pulumi.output("한".repeat(5_462)); // three bytes each
    // The engine sees an output's failure by its promise; the type keeps that to itself.
    const output = linuxUserData([webServer(page)]) as unknown as { promise(): Promise<string> };
    await assert.rejects(output.promise(), {
      message: /user data of web-server has 17\d{3} bytes, more than the 16384/,
    });
  });
});

describe("windowsUserData", () => {
  const text = (LABEL: string) => {
    const script: WindowsScript = { name: "initialize-disk", env: { LABEL } };
    return known(windowsUserData([script]));
  };

  it("is PowerShell that stops at the first error", async () => {
    assert.match(
      await text("Data"),
      /^<powershell>\n\$ErrorActionPreference = 'Stop'\n& \{\n[^]*\n\}\n<\/powershell>\n$/,
    );
  });

  it("hands the script its values", async () => {
    assert.match(await text("Data"), /^\$LABEL = 'Data'$/m);
  });

  it("doubles every kind of quote that ends a string in PowerShell", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(..."'‘’‚‛\"$`a".split("")) }),
        async (label) => {
          const [, inner] = /^\$LABEL = '(.*)'$/m.exec(await text(label)) ?? [];
          assert.equal(inner?.replace(/(['‘’‚‛])\1/g, "$1"), label);
        },
      ),
    );
  });

  it("initializes new disks only, as MBR with one NTFS volume", async () => {
    const script = await text("Data");
    assert.match(script, /PartitionStyle -eq 'RAW'/);
    assert.match(script, /Initialize-Disk .* -PartitionStyle MBR/);
    assert.match(script, /Format-Volume -FileSystem NTFS/);
  });
});
