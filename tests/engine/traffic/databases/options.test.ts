import assert from "node:assert/strict";
import { firstStatements } from "../../../../engine/traffic/databases/login.ts";
import { parameterOptions } from "../../../../engine/traffic/databases/parameters.ts";
import { databaseProgram, options } from "../../../../engine/traffic/databases/program.ts";
import { sandboxed } from "../../../../engine/traffic/databases/sandbox.ts";

describe("a local database's parameters", () => {
  it("are those of its group that say how it keeps and compares text, and who needs TLS", () => {
    const group = {
      ...{ character_set_server: "utf8mb4", collation_server: "utf8mb4_0900_ai_ci" },
      require_secure_transport: "1",
    };
    assert.deepEqual(parameterOptions(group, true), [
      "--loose-character-set-server=utf8mb4",
      "--loose-collation-server=utf8mb4_uca1400_ai_ci",
      "--loose-require-secure-transport=1",
    ]);
    assert.ok(
      parameterOptions(group, false).includes("--loose-collation-server=utf8mb4_0900_ai_ci"),
    );
  });

  it("never name a file, a program or a formula", () => {
    const hostile = {
      ...{ init_file: "/etc/passwd", plugin_load: "x", datadir: "/", log_error: "/tmp/x" },
      ...{ sql_mode: "a b", max_connections: "{DBInstanceClassMemory/12582880}" },
      time_zone: "UTC --user=root",
    };
    assert.deepEqual(parameterOptions(hostile, true), []);
  });

  it("leave out a collation of another character set", () => {
    const broken = { character_set_server: "latin1", collation_server: "utf8mb4_0900_ai_ci" };
    assert.deepEqual(parameterOptions(broken, true), ["--loose-character-set-server=latin1"]);
  });
});

describe("what a local database carries out first", () => {
  const said = firstStatements({ user: "ad'min", password: `a'b"c\\d; DROP TABLE x` }, "class");

  it("has names and passwords as numbers only, a statement a line", () => {
    assert.ok(!said.includes("DROP TABLE"));
    assert.ok(!said.includes("ad'min"));
    assert.match(said, new RegExp(`0x${Buffer.from("ad'min").toString("hex")} `));
    for (const line of said.trim().split("\n")) assert.match(line, /;$/);
  });

  it("grants nothing that reaches the machine, and makes no database by a strange name", () => {
    assert.doesNotMatch(said, /\b(FILE|SUPER|SHUTDOWN|ALL PRIVILEGES)\b/);
    assert.match(said, /CREATE DATABASE IF NOT EXISTS `class`;/);
    assert.doesNotMatch(
      firstStatements({ user: "a", password: "b" }, "x`; DROP"),
      /CREATE DATABASE/,
    );
  });
});

describe("a local database's server", () => {
  it("listens on loopback only, by one protocol", () => {
    const given = options("/data/db", 1);
    assert.ok(given.includes("--bind-address=127.0.0.1"));
    assert.ok(given.includes("--loose-mysqlx=OFF")); // MySQL 8 has it on all addresses, MariaDB not at all
  });

  it("does not run without a sandbox", async () => {
    const { PATH } = process.env;
    process.env.PATH = "";
    const program = await databaseProgram().finally(() => (process.env.PATH = PATH));
    const reason = "reason" in program ? program.reason : "";
    assert.match(reason, /^no MySQL|^no sandbox for databases .*(bubblewrap|need Linux)/);
  });

  it("writes to its folder only, and sees no homes", () => {
    const program = { command: "mysqld", isMariaDb: false, bubblewrap: "/bin/bwrap", path: "/bin" };
    const [command, args] = sandboxed(program, "/tmp/db", ["mysqld", "--version"]);
    assert.equal(command, "/bin/bwrap");
    const said = args.join(" ");
    assert.match(said, /--cap-drop ALL .*--clearenv .*--ro-bind \/ \/ .*--tmpfs \/tmp .*/);
    assert.deepEqual(said.match(/--(dev-)?bind(-try)? \S+ \S+/g), ["--bind /tmp/db /tmp/db"]);
    const tmpfs = [...said.matchAll(/--tmpfs (\S+)/g)].map(([, folder]) => folder);
    for (const folder of tmpfs) assert.ok(said.includes(`--remount-ro ${folder ?? ""} `), folder);
    assert.ok(said.endsWith("-- mysqld --version"));
  });
});
