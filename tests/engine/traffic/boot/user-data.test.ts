import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { readUserData } from "../../../../engine/traffic/boot/user-data.ts";

const SCRIPT = "#!/bin/bash\necho hello\n";
const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");
const read = (text: string) => readUserData(base64(text));

const multipart = (...parts: string[]): string =>
  [
    'Content-Type: multipart/mixed; boundary="//"\nMIME-Version: 1.0\n',
    ...parts.map((part) => `--//\n${part}\n`),
    "--//--\n",
  ].join("\n");

describe("readUserData", () => {
  it("takes a script as it is", () => {
    assert.deepEqual(read(SCRIPT), { scripts: [SCRIPT], everyBoot: [], files: [], notes: [] });
  });

  it("has nothing to do where there is none", () => {
    assert.deepEqual(read(""), { scripts: [], everyBoot: [], files: [], notes: [] });
  });

  it("unpacks gzip, and base64 within base64", () => {
    assert.deepEqual(readUserData(gzipSync(SCRIPT).toString("base64")).scripts, [SCRIPT]);
    assert.deepEqual(read(base64(SCRIPT)).scripts, [SCRIPT]);
    assert.deepEqual(read(base64(gzipSync(SCRIPT))).scripts, [SCRIPT]);
  });

  it("unpacks no more than 1 MiB", () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024, "#"));
    assert.throws(() => readUserData(bomb.toString("base64")), /larger than 1048576 bytes/);
  });

  it("takes the parts of a multipart message in order", () => {
    const message = multipart(
      'Content-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\necho 1',
      `Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${base64(SCRIPT)}`,
    );
    assert.deepEqual(
      read(message).scripts.map((script) => script.trim()),
      ["#!/bin/bash\necho 1", SCRIPT.trim()],
    );
  });

  it("takes a message with the line ends of Windows, and a script that they would break as it is", () => {
    const message = multipart("Content-Type: text/x-shellscript\n\n#!/bin/bash\necho 1");
    assert.equal(read(message.replaceAll("\n", "\r\n")).scripts[0]?.trim(), "#!/bin/bash\necho 1");
    assert.deepEqual(read("#!/bin/bash\r\necho 1\r\n").scripts, ["#!/bin/bash\r\necho 1\r\n"]);
  });

  it("carries out packages, files and commands of cloud-config", () => {
    const { scripts, files } = read(`#cloud-config
packages: [httpd]
write_files:
  - path: /var/www/html/index.html
    content: ${base64("<h1>1</h1>")}
    encoding: b64
runcmd:
  - systemctl enable --now httpd
  - [echo, "it's", 1]
`);
    const index = { path: "/var/www/html/index.html", content: "<h1>1</h1>", mode: 0o644 };
    assert.deepEqual(files, [index]);
    assert.deepEqual(scripts, [
      "#!/bin/sh\ndnf install --assumeyes 'httpd'\nsystemctl enable --now httpd\n'echo' 'it'\\''s' '1'\n",
    ]);
  });

  it("tells what runs at every boot from what runs once", () => {
    const config = `#cloud-config
bootcmd: [[echo, early]]
runcmd: [echo once]
write_files:
  - { path: /var/lib/cloud/scripts/per-boot/page, content: "#!/bin/sh", permissions: "0755" }
`;
    const hook = "Content-Type: text/cloud-boothook\n\n#cloud-boothook\n#!/bin/sh\necho hook";
    const each = "Content-Type: text/x-shellscript-per-boot\n\n#!/bin/sh\necho each";
    const message = multipart(`Content-Type: text/cloud-config\n\n${config}`, hook, each);
    const { everyBoot = [], scripts, files } = read(message);
    assert.deepEqual(
      everyBoot.map((script) => script.trim()),
      ["#!/bin/sh\n'echo' 'early'", "#!/bin/sh\necho hook"],
    );
    assert.deepEqual(scripts, ["#!/bin/sh\necho once\n"]);
    const [page, script] = files;
    assert.deepEqual([page?.path, page?.mode], ["/var/lib/cloud/scripts/per-boot/page", 0o755]);
    assert.match(script?.path ?? "", /^\/var\/lib\/cloud\/scripts\/per-boot\/[0-9a-f]{8}$/);
    assert.equal(script?.mode, 0o755);
  });

  it("names what it leaves out", () => {
    assert.deepEqual(read("#cloud-config\nusers: []\npackage_update: true\n").notes, [
      "cloud-config: users is not run here",
    ]);
    assert.deepEqual(read("#include\nhttps://example.com/script\n").notes, [
      'user data that begins with "#include" is not run here',
    ]);
  });

  it("goes no deeper than three messages", () => {
    let message = SCRIPT;
    for (let level = 0; level < 50; level++) message = multipart(message);
    assert.deepEqual(read(message).scripts, []);
  });
});
