import assert from "node:assert/strict";
import type { ResourceRecordSet, Route53 } from "@aws-sdk/client-route-53";
import { emptyZone } from "../../../aws/route53/empty.ts";

/** Nothing stands against it. */
const may = () => Promise.resolve();

const failure = (name: string) => Object.assign(new Error(name), { name });
const record = (Name: string, Type = "A", SetIdentifier?: string): ResourceRecordSet => ({
  Name,
  Type: Type as "A",
  ...(SetIdentifier !== undefined && { SetIdentifier }),
});
const OWN = [record("class.test.", "NS"), record("class.test.", "SOA")];

/** A zone that lists two records at a time. */
class Zone {
  left: ResourceRecordSet[];
  sticky = false;
  /** Names that Route 53 refuses to delete, and every batch with one of them. */
  refused: readonly string[] = [];
  readonly batches: string[][] = [];
  readonly starts: unknown[] = [];

  constructor(...records: readonly ResourceRecordSet[]) {
    this.left = [...records];
  }

  get route53(): Route53 {
    const fake = {
      getHostedZone: ({ Id }: { Id: string }) => {
        assert.equal(Id, "Z1");
        return Promise.resolve({ HostedZone: { Name: "class.test." } });
      },
      listResourceRecordSets: ({
        HostedZoneId,
        ...start
      }: { HostedZoneId: string } & Partial<Start>) => {
        assert.equal(HostedZoneId, "Z1");
        if (start.StartRecordName !== undefined) this.starts.push(start);
        const from = this.left.findIndex(
          ({ Name, Type, SetIdentifier }) =>
            Name === start.StartRecordName &&
            Type === start.StartRecordType &&
            SetIdentifier === start.StartRecordIdentifier,
        );
        const rest = this.left.slice(Math.max(0, from));
        const [next] = rest.slice(2);
        return Promise.resolve({
          ResourceRecordSets: rest.slice(0, 2),
          IsTruncated: next !== undefined,
          ...(next && {
            NextRecordName: next.Name,
            NextRecordType: next.Type,
            NextRecordIdentifier: next.SetIdentifier,
          }),
        });
      },
      changeResourceRecordSets: ({ ChangeBatch }: { ChangeBatch: { Changes: Change[] } }) => {
        const { Changes } = ChangeBatch;
        assert.ok(Changes.every(({ Action }) => Action === "DELETE"));
        const gone = Changes.map(({ ResourceRecordSet }) => ResourceRecordSet);
        this.batches.push(gone.map(({ Name = "", SetIdentifier = "" }) => Name + SetIdentifier));
        if (gone.some(({ Name = "" }) => this.refused.includes(Name)))
          return Promise.reject(failure("InvalidChangeBatch"));
        if (!this.sticky) this.left = this.left.filter((each) => !gone.includes(each));
        return Promise.resolve({});
      },
    };
    return fake as unknown as Route53;
  }
}
interface Start {
  readonly StartRecordName: string;
  readonly StartRecordType: string;
  readonly StartRecordIdentifier: string;
}
interface Change {
  readonly Action: string;
  readonly ResourceRecordSet: ResourceRecordSet;
}

describe("emptying a hosted zone", () => {
  it("deletes every record but the zone's own, behind a page of nothing else, too", async () => {
    const zone = new Zone(
      ...OWN,
      record("a.class.test."),
      record("b.class.test.", "NS"),
      record("c.class.test."),
    );
    assert.equal(await emptyZone(zone.route53, "Z1", may), 3);
    assert.deepEqual(zone.left, OWN);
    assert.deepEqual(zone.starts[0], { StartRecordName: "a.class.test.", StartRecordType: "A" });
  });

  it("tells apart records of one name by their kind and their set", async () => {
    const zone = new Zone(
      ...OWN,
      record("a.class.test.", "A", "one"),
      record("a.class.test.", "A", "two"),
      record("a.class.test.", "TXT"),
      record("class.test."),
    );
    assert.equal(await emptyZone(zone.route53, "Z1", may), 4);
    assert.deepEqual(zone.left, OWN);
    assert.deepEqual(zone.starts[0], {
      ...{ StartRecordName: "a.class.test.", StartRecordType: "A" },
      StartRecordIdentifier: "one",
    });
  });

  it("believes once that a record is deleted, and then ends", async () => {
    const zone = new Zone(...OWN, record("a.class.test."));
    zone.sticky = true;
    await assert.rejects(
      emptyZone(zone.route53, "Z1", may),
      /record a.class.test. A \(Route 53 reported it as deleted, and lists it again\)/,
    );
    assert.equal(zone.batches.length, 1);
  });

  it("deletes singly what a batch refuses, and names at the end what stays", async () => {
    const names = ["a", "b", "c", "d"].map((name) => `${name}.class.test.`);
    const zone = new Zone(...OWN, ...names.map((name) => record(name)));
    zone.refused = ["b.class.test."];
    await assert.rejects(emptyZone(zone.route53, "Z1", may), {
      message:
        "1 could not be deleted: record b.class.test. A (InvalidChangeBatch: InvalidChangeBatch)",
    });
    assert.deepEqual(zone.left, [...OWN, record("b.class.test.")]);
    assert.deepEqual(
      zone.batches.map((batch) => batch.map(([first]) => first).join("")),
      ["ab", "a", "b", "c", "d"],
    );
  });

  it("goes on with no single record where AWS cannot be asked", async () => {
    const zone = new Zone(...OWN, record("a.class.test."), record("b.class.test."));
    const { route53 } = zone;
    let tries = 0;
    route53.changeResourceRecordSets = () => {
      tries += 1;
      return Promise.reject(failure("ThrottlingException"));
    };
    await assert.rejects(emptyZone(route53, "Z1", may), /ThrottlingException/);
    assert.equal(tries, 1);
  });

  it("has nothing to do in an empty zone, or one that is gone", async () => {
    assert.equal(await emptyZone(new Zone(...OWN).route53, "Z1", may), 0);
    const gone = (name: string) =>
      ({ getHostedZone: () => Promise.reject(failure(name)) }) as unknown as Route53;
    assert.equal(await emptyZone(gone("NoSuchHostedZone"), "Z1", may), 0);
    await assert.rejects(emptyZone(gone("AccessDenied"), "Z1", may), /AccessDenied/);
  });
});
