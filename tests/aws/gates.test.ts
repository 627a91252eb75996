import assert from "node:assert/strict";
import type { PrecheckInput, Precheck } from "../../aws/contract/precheck.ts";
import { Inventory } from "../../aws/contract/priced-resource.ts";
import { FreeTierError, planIn } from "../../aws/freetier/client.ts";
import { services } from "../../aws/services.ts";
import { Trials } from "../../classroom/readiness/trials.ts";
import { awsError, type Fakes, fakePlace } from "../support/fake-place.ts";
import { GATE_ANSWERS, type GateCase, ONLY_TRIED } from "./gate-answers.ts";

const gates = (await services()).flatMap((service) => service.gates ?? []);

const caseOf = ({ what }: Precheck): GateCase => {
  const found = GATE_ANSWERS[what];
  assert.ok(found, `tests/aws/gate-answers.ts has no answers for "${what}"`);
  return found;
};

function askedOf(gate: Precheck, fakes: Fakes): PrecheckInput {
  const { resources: given } = caseOf(gate);
  const resources = given ?? [{ type: gate.types[0] ?? "", name: "its", lab: "its", props: {} }];
  return { place: fakePlace(fakes), resources, inventory: new Inventory(resources) };
}

const verdicts = async (gate: Precheck, fakes: Fakes) =>
  (await gate.ask(askedOf(gate, fakes))).map(({ verdict }) => verdict);

const tried = (gate: Precheck, fakes: Fakes) => {
  assert.ok(gate.attempt, gate.what);
  const { attempt } = gate;
  const trials = new Trials({ tags: {}, report: () => undefined, limitMs: 50, pauseMs: 5 });
  return trials.run((trial) => attempt(askedOf(gate, fakes), trial));
};

describe("the gates of an account, on answers written from AWS's service models", () => {
  it("each have a recorded answer that is green, and one that is red", () => {
    assert.deepEqual(gates.map(({ what }) => what).sort(), Object.keys(GATE_ANSWERS).sort());
  });

  for (const gate of gates) {
    it(`let a class through: ${gate.what}`, async () => {
      assert.deepEqual(await verdicts(gate, caseOf(gate).green), ["ok"]);
    });

    it(`stop a class, with what to do: ${gate.what}`, async () => {
      const [answer, ...more] = await gate.ask(askedOf(gate, caseOf(gate).red));
      assert.equal(answer?.verdict, ONLY_TRIED.includes(gate.what) ? "unknown" : "fail");
      assert.ok(answer.fix && answer.seen);
      assert.deepEqual(more, []);
    });
  }

  for (const gate of gates.filter(({ attempt }) => attempt)) {
    it(`are seen open by a try: ${gate.what}`, async () => {
      assert.equal((await tried(gate, caseOf(gate).tried?.green ?? {})).verdict, "ok");
    });

    it(`are seen shut by a try: ${gate.what}`, async () => {
      const answer = await tried(gate, caseOf(gate).tried?.red ?? {});
      assert.equal(answer.verdict, "fail");
      assert.ok(answer.fix);
    });
  }

  it("are unknown, not open, when AWS refuses the question", async () => {
    for (const gate of gates) {
      const refused = () => Promise.reject(awsError("AccessDenied"));
      const get = (_: object, method: string) => (method === "then" ? undefined : refused);
      const denied = new Proxy({}, { get });
      const place = { region: "ap-northeast-2", client: () => Promise.resolve(denied as never) };
      const answers = await gate.ask({ ...askedOf(gate, {}), place }).catch((): readonly [] => []);
      assert.ok(!answers.some(({ verdict }) => verdict === "ok"), gate.what);
    }
  });

  it("of the Free Plan name what it refuses", async () => {
    const gate = gates.find(({ what }) => what.includes("Paid Plan"));
    assert.ok(gate);
    const [answer] = await gate.ask(askedOf(gate, caseOf(gate).red));
    assert.equal(answer?.seen, "the Free Plan refuses its (m5.large)");
  });
});

describe("AWS Free Tier's answer", () => {
  it("is the plan, or AWS's error by its name", () => {
    assert.equal(planIn(200, '{"accountPlanType":"FREE"}').accountPlanType, "FREE");
    const refusal = '{"__type":"com.amazonaws.freetier#AccessDeniedException","message":"no"}';
    assert.throws(
      () => planIn(400, refusal),
      (error) => error instanceof FreeTierError && error.name === "AccessDeniedException",
    );
    assert.throws(() => planIn(502, "<html>"), { name: "UnknownError" });
  });
});
