import assert from "node:assert/strict";
import { callOn, callsOn } from "../../../classroom/console/call-on.ts";

describe("a call in a hint", () => {
  it("names the stack where it is not the one on this machine", () => {
    assert.equal(callOn("check", "local"), "npm run class -- check");
    assert.equal(callOn("check", "dev", "--wait"), "npm run class -- check --stack dev --wait");
  });

  it("is by its own script, with -- where an option follows", () => {
    assert.equal(callOn("up", "local"), "npm start");
    assert.equal(callOn("up", "dev", "--extend 2h"), "npm start -- --stack dev --extend 2h");
    assert.equal(callOn("down", "dev"), "npm run down -- --stack dev");
  });

  it("is put right for a stack in a lab's text, once", () => {
    const text = "restore it, or run npm run class -- solve를 실행";
    assert.equal(callsOn(text, "local"), text);
    const named = "restore it, or run npm run class -- solve --stack dev를 실행";
    assert.equal(callsOn(text, "dev"), named);
    assert.equal(callsOn(named, "dev"), named);
  });

  it("is put right for a stack where it is one of Pulumi's, too", () => {
    const text = "set it: pulumi config set email A --stack NAME, then npm run pulumi -- up";
    assert.equal(
      callsOn(text, "dev"),
      "set it: pulumi config set email A --stack dev, then npm run pulumi -- up --stack dev",
    );
    assert.equal(
      callsOn(text, "local"),
      "set it: pulumi config set email A, then npm run pulumi -- up",
    );
  });

  it("is put right for a stack where it is one of Pulumi's in two words, once", () => {
    const text = "npm run pulumi -- config set --path labs.codedeploy.version v2";
    const named = "npm run pulumi -- config set --stack dev --path labs.codedeploy.version v2";
    assert.equal(callsOn(text, "dev"), named);
    assert.equal(callsOn(named, "dev"), named);
    assert.equal(callsOn(text, "local"), text);
  });
});
