import assert from "node:assert/strict";
import { startCommand, StartError } from "../../../../engine/traffic/applications/start-command.ts";

const command = (files: Readonly<Record<string, string>>) =>
  startCommand(new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));

const manifest = (content: object) => JSON.stringify(content);

describe("the command that starts an application", () => {
  it("is the Procfile's, before npm's, before the usual files", () => {
    const start = manifest({ scripts: { prestart: "node make.js", start: "node it's.js" } });
    const all = { Procfile: "web: node main.js --all\n", "package.json": start, "app.js": "" };
    assert.equal(command(all), "node main.js --all");
    const npm = "sh -c 'node make.js' && sh -c 'node it'\\''s.js'";
    assert.equal(command({ "package.json": start, "app.js": "" }), npm);
    assert.equal(command({ "app.js": "", "server.js": "" }), "node app.js");
    assert.equal(command({ "server.js": "" }), "node server.js");
  });

  it("needs packages in the bundle, which npm cannot install here", () => {
    const start = manifest({ dependencies: { express: "5" }, scripts: { start: "node x.js" } });
    const missing = () => command({ "package.json": start });
    assert.throws(missing, StartError);
    assert.throws(missing, /depends on express.*needs its folder node_modules/);
    const modules = { "package.json": start, "node_modules/express/index.js": "" };
    assert.equal(command(modules), "sh -c 'node x.js'");
  });

  it("is missing where nothing says how to start", () => {
    assert.throws(() => command({ "index.html": "" }), /no Procfile, no start script/);
    assert.throws(() => command({ "package.json": "{" }), /its package\.json is not valid/);
  });
});
