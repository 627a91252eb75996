import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { answer } from "../../../../engine/traffic/servers/web-server/answer.ts";
import { bootServer } from "../../../../engine/traffic/boot/boot.ts";
import { stageOf } from "../../../../engine/traffic/boot/carry-out.ts";
import { LIMITS, type Limits } from "../../../../engine/traffic/sandbox/limits.ts";
import { poll } from "../../../../lib/poll.ts";
import { describeServers } from "../../../support/traffic/describe-servers.ts";
import { serverFacts } from "../../../support/traffic/server-facts.ts";
import { runsAnywhere } from "../../../support/processes/command-lines.ts";

const BOOT = path.join(import.meta.dirname, "../../../../engine/traffic/boot/boot.ts");

/** User data that means harm. */
describeServers("a hostile server", (folder) => {
  const boot = (script: string, limits: Partial<Limits> = {}) =>
    bootServer(serverFacts(`#!/bin/bash\n${script}`), path.join(folder.path, "server"), {
      limits: { ...LIMITS, ...limits },
    });

  it("writes nothing outside its own disk", async () => {
    const open = path.join(folder.path, "open");
    mkdirSync(open);
    chmodSync(folder.path, 0o777);
    chmodSync(open, 0o777);
    const done = await boot(`
      for file in ${open}/x /usr/lib/x /opt/class/x /opt/class/commands/packages.sh /usr/bin/cat /dev/x; do
        { echo x >"$file"; } 2>/dev/null && echo "wrote $file"
      done
      mkdir -p ${open} && echo x >${open}/x && echo "${open} is its own"`);
    assert.equal(done.console, `${open} is its own\n`);
    assert.deepEqual(readdirSync(open), []);
  });

  it("reads nothing of this machine's users", async () => {
    const secret = path.join(folder.path, "secret");
    writeFileSync(secret, "secret");
    chmodSync(folder.path, 0o755);
    const done = await boot(`
      cat ${secret} ${process.env.HOME ?? "/root"}/.bashrc /etc/shadow 2>&1 | grep --count 'No such file'
      echo /home/* /root/* /tmp/* /*
      env | grep --count --invert-match -E '^(PATH|HOME|USER|LANG|LC_ALL|PWD|OLDPWD|SHLVL|_)='`);
    const [missing, folders, variables] = done.console.split("\n");
    assert.deepEqual([missing, variables], ["3", "0"]);
    assert.match(folders ?? "", /^\/home\/ec2-user \/root\/\* \/tmp\/\* \/bin \/dev \/etc /);
  });

  it("reaches no network, not this machine's either", async () => {
    let connections = 0;
    const server = createServer(() => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const done = await boot(`
      for host in 127.0.0.1 10.0.2.2 169.254.169.254; do
        (exec 3<>/dev/tcp/$host/${port}) 2>/dev/null && echo "reached $host"
      done
      grep --count : /proc/net/dev
      curl --silent http://127.0.0.1:${port}/; echo "curl ends with $?"
      curl --silent https://example.com/; echo "curl ends with $?"`);
    server.close();
    assert.equal(connections, 0);
    assert.equal(done.console, "1\ncurl ends with 7\ncurl ends with 6\n"); // lo, of its own
  });

  it("leaves no process behind", async () => {
    const done = await boot(`
      nohup sleep 4711.25 >/dev/null 2>&1 &
      (trap '' TERM HUP; sleep 4711.25 & disown -a) &
      exit 0`);
    assert.deepEqual(done.outcome, { how: "ok" });
    assert.equal(runsAnywhere("4711.25"), false);
  });

  it("publishes no link, to its own files neither", async () => {
    const done = await boot(`
      dnf install -y -q httpd && systemctl start httpd && cd /var/www/html
      ln -s /etc/passwd passwd; ln -s / machine; ln -s ../../../../../../../etc up
      mkfifo pipe; echo page >index.html`);
    assert.deepEqual([...done.denied].sort(), ["machine", "passwd", "up"]);
    assert.deepEqual(readdirSync(done.webRoot ?? ""), ["index.html"]);
    for (const url of ["/passwd", "/machine/etc/passwd", "/up/passwd"])
      assert.equal((await answer(done, { method: "GET", url, headers: {} }))?.status, 403, url);
  });

  it("publishes files alone, by their own names, as files without rights", async () => {
    const done = await boot(`
      dnf install -y -q httpd && systemctl start httpd && cd /var/www/html
      for name in $'new\\nline' 'quote"' -rf --help '%2e%2e' $'\\xff'; do echo x >"./$name"; done
      mkdir $'a\\nb' folder && echo x >$'a\\nb/page' && mkfifo folder/index.html && ln ./-rf hard
      chmod 4777 hard && chmod 3777 . folder`);
    const names = ["%2e%2e", "--help", "-rf", "a\nb", "folder", "hard", "new\nline", 'quote"'];
    assert.deepEqual(readdirSync(done.webRoot ?? "").sort(), names);
    assert.equal(statSync(path.join(done.webRoot ?? "", "hard")).mode & 0o7777, 0o600);
    const status = async (url: string) =>
      (await answer(done, { method: "GET", url, headers: {} }))?.status;
    assert.deepEqual(
      [await status("/new%0aline"), await status("/a%0Ab/page"), await status("/folder/")],
      [200, 200, 403],
    );
  });

  it("publishes no holes: a file counts with all its bytes", async () => {
    const done = await boot(
      `dnf install -y -q httpd && systemctl start httpd && cd /var/www/html
      truncate -s 8G huge; truncate -s 30M large; echo page >index.html`,
    );
    assert.deepEqual(done.outcome, { how: "limit", limit: "web root" });
    assert.equal(done.webRoot, undefined);
  });

  it("publishes nothing when its web root is a link", async () => {
    const done = await boot(`
      dnf install -y -q httpd && systemctl start httpd
      rmdir /var/www/html && ln -s /etc /var/www/html`);
    assert.deepEqual(readdirSync(done.webRoot ?? ""), []);
  });

  it("changes nothing by /proc, and sees its own processes only", async () => {
    const pattern = readFileSync("/proc/sys/kernel/core_pattern", "utf8");
    const done = await boot(`
      for file in sys/kernel/core_pattern sys/kernel/hostname sysrq-trigger self/oom_score_adj:-1000 1/oom_score_adj:-1000; do
        { echo "\${file#*:}" >/proc/\${file%:*}; } 2>/dev/null && echo "wrote $file"
      done
      cat /proc/1/root/etc/passwd | head -n 1
      { echo 'page 1 ../pwned' >/proc/$PPID/fd/3; } 2>/dev/null && echo 'wrote to the report'
      { head -c 1 /proc/kcore || head -c 1 /proc/1/mem || head -c 1 /dev/mem; } 2>/dev/null && echo 'read memory'
      grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status | tr -s '\\t\\n' ' '; echo
      ls /proc | grep --count '^[0-9]'`);
    assert.equal(readFileSync("/proc/sys/kernel/core_pattern", "utf8"), pattern);
    const [account, rights, processes] = done.console.split("\n");
    assert.equal(account, "root:x:0:0:root:/root:/bin/bash");
    assert.equal(
      rights,
      "CapEff: 0000000000000000 CapBnd: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 ",
    );
    assert.ok(Number(processes) < 10, processes);
  });

  it("may delete all that it has, and kill all that it sees", async () => {
    const done = await boot("rm -rf --no-preserve-root / 2>/dev/null; kill -9 -1; kill -9 $$");
    assert.deepEqual(done.outcome, { how: "failed", exitCode: 137 });
    assert.ok(existsSync("/usr/bin"));
  });

  it("ends with the process that has started it, even when that is killed", async () => {
    const code = `import { bootServer } from ${JSON.stringify(BOOT)};
      await bootServer(${JSON.stringify(serverFacts("#!/bin/bash\nsleep 4712.25"))}, process.argv[1]);`;
    const args = ["--input-type=module", "--eval", code, path.join(folder.path, "server")];
    const parent = spawn(process.execPath, args, { stdio: "ignore" });
    const limit = { limitMs: 20_000, pauseMs: 50 };
    assert.ok(await poll(() => runsAnywhere("\x004712.25\x00") || undefined, limit));
    parent.kill("SIGKILL");
    assert.ok(await poll(() => !runsAnywhere("\x004712.25\x00") || undefined, limit));
    rmSync(stageOf(path.join(folder.path, "server")), { recursive: true }); // as the next traffic does
  });
});
