import { Ledger } from "../../../classroom/record/ledger.ts";
import { parseRecord, recordText } from "../../../classroom/record/stack-record.ts";
import type { Attack } from "./attack.ts";
import { held, OURS, VOLUME, World } from "./world.ts";

/** By a state or a record that cannot be read. */
export const OF_RECORDS: readonly Attack[] = [
  {
    name: "the record is cut off",
    world: () => {
      const world = new World().lies({ id: "vol-own", tags: OURS });
      const text = recordText({ ledger: new Ledger([held("vol-own")]) });
      world.keeper.read = () =>
        Promise.resolve().then(() => parseRecord(text.slice(0, -5), "s3://states/record.json"));
      return world;
    },
    says: /s3:\/\/states\/record\.json.*cannot be read.*Nothing is deleted without it/,
  },
  {
    name: "the record is of a version that notes otherwise",
    world: () => {
      const world = new World().lies({ id: "vol-own", tags: OURS });
      const text = JSON.stringify({ version: 2, resources: { "vol-own": VOLUME } });
      world.keeper.read = () =>
        Promise.resolve().then(() => parseRecord(text, "s3://states/record.json"));
      return world;
    },
    says: /record\.json.*cannot be read.*Nothing is deleted without it/,
  },
  {
    name: "the record cannot be read",
    world: () => {
      const world = new World().lies({ id: "vol-own", tags: OURS });
      world.keeper.read = () => Promise.reject(new Error("Nothing is deleted without it"));
      return world;
    },
    says: /Nothing is deleted without it/,
  },
  {
    name: "nobody says what other stacks hold",
    world: () => {
      const world = new World().record(held("vol-own")).lies({ id: "vol-own" });
      Object.defineProperty(world, "elsewhere", {
        get: () => {
          throw new Error("stack prod cannot be read");
        },
      });
      return world;
    },
    says: /stack prod cannot be read/,
  },
  {
    name: "the state cannot be read",
    world: () => {
      const world = new World().record(held("vol-own")).lies({ id: "vol-own" });
      world.stack.export = () => Promise.reject(new Error("the passphrase is wrong"));
      return world;
    },
    says: /the passphrase is wrong/,
  },
];
