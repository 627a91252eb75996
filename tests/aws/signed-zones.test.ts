import assert from "node:assert/strict";
import { isDependency } from "../../aws/errors.ts";
import { hostedZones } from "../../aws/route53/finder.ts";
import { ZONE } from "../../aws/route53/types.ts";
import { awsError, fakePlace, refuses } from "../support/fake-place.ts";

import { childrenOf } from "./hanging.ts";

describe("a zone that is signed", () => {
  const KmsArn = "arn:aws:kms:us-east-1:111122223333:key/1";
  /** A zone with a key, and the calls that it gets. */
  function zone(ServeSignature = "SIGNING") {
    const calls: unknown[] = [];
    let signature = ServeSignature;
    const note = (name: string) => (input: object) => void calls.push([name, input]);
    const answers = {
      getDNSSEC: () => ({
        Status: { ServeSignature: signature },
        KeySigningKeys: [{ Name: "ksk", Status: "ACTIVE", KmsArn }],
      }),
      disableHostedZoneDNSSEC: (input: object) => {
        note("disable")(input);
        signature = "NOT_SIGNING";
      },
      deactivateKeySigningKey: note("deactivate"),
      deleteKeySigningKey: note("delete"),
    };
    return { answers, calls };
  }

  it("has keys, which are shown with the KMS key that stays, and go once it is not signed", async () => {
    const { answers, calls } = zone();
    const [key, ...others] = await childrenOf(ZONE, answers);
    assert.deepEqual(others, []);
    assert.deepEqual([key?.kind, key?.id, key?.stays], ["DNSSEC key", "ksk", `KMS key ${KmsArn}`]);
    await key?.remove();
    const its = { HostedZoneId: "it-id" };
    assert.deepEqual(calls, [
      ["disable", its],
      ["deactivate", { ...its, Name: "ksk" }],
      ["delete", { ...its, Name: "ksk" }],
    ]);
  });

  it("is not unsigned twice, and has nothing to remove where it was never signed", async () => {
    const { answers, calls } = zone("NOT_SIGNING");
    const [key] = await childrenOf(ZONE, answers);
    await key?.remove();
    assert.deepEqual(
      calls.map((call) => (call as readonly unknown[])[0]),
      ["deactivate", "delete"],
    );
    const never = { getDNSSEC: () => ({ Status: { ServeSignature: "NOT_SIGNING" } }) };
    assert.deepEqual(await childrenOf(ZONE, never), []);
  });

  it("is deleted as a leftover, too; a private zone is never asked", async () => {
    const { answers, calls } = zone();
    const remove = async (PrivateZone: boolean) => {
      const route53 = {
        ...answers,
        paginateListHostedZones: () => ({
          HostedZones: [{ Id: "/hostedzone/Z1", Name: "example.com.", Config: { PrivateZone } }],
        }),
        getHostedZone: refuses("NoSuchHostedZone"),
        deleteHostedZone: () => calls.push(["gone"]),
        ...(PrivateZone && { getDNSSEC: refuses("InvalidArgument") }),
      };
      const [found] = await hostedZones.find(fakePlace({ route53 }));
      assert.ok(found && "remove" in found);
      await found.remove(() => Promise.resolve());
      return calls.splice(0).map((call) => (call as readonly unknown[])[0]);
    };
    assert.deepEqual(await remove(false), ["disable", "deactivate", "delete", "gone"]);
    assert.deepEqual(await remove(true), ["gone"]);
  });

  it("is left to AWS to refuse where one may not ask for keys, and stays where AWS does not answer", async () => {
    const remove = async (error: string) => {
      const calls: unknown[] = [];
      const route53 = {
        paginateListHostedZones: () => ({ HostedZones: [{ Id: "/hostedzone/Z1" }] }),
        getDNSSEC: refuses(error),
        getHostedZone: refuses("NoSuchHostedZone"),
        deleteHostedZone: (input: object) => calls.push(input),
      };
      const [found] = await hostedZones.find(fakePlace({ route53 }));
      assert.ok(found && "remove" in found);
      await found.remove(() => Promise.resolve()).catch((refusal: unknown) => calls.push(refusal));
      return calls;
    };
    assert.deepEqual(await remove("AccessDenied"), [{ Id: "Z1" }]);
    assert.match(String((await remove("Throttling"))[0]), /^Throttling/);
  });

  it("is tried again while another change of it is in progress", () => {
    assert.ok(isDependency(awsError("ConcurrentModification")));
  });
});
