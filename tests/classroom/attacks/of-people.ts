import type { Attack } from "./attack.ts";
import { held, OURS, VOLUME, World } from "./world.ts";

/** By students, by other classes, and by who confirms. */
export const OF_PEOPLE: readonly Attack[] = [
  {
    name: "a student tags a foreign volume, made during the class, with the class's id",
    world: () => new World().record(held("vol-own")).lies({ id: "vol-foreign", tags: OURS }),
    says: /Not certain[\s\S]*vol-foreign[\s\S]*tagged, not in the record/,
  },
  {
    name: "a student tags a foreign volume that is older than the class, and somebody confirms everything",
    world: () =>
      new World()
        .record(held("vol-own"))
        .lies({ id: "vol-foreign", tags: OURS, created: "2026-01-01T00:00:00Z" }),
    call: { uncertain: "111122223333:1" },
    says: /Not the class's[\s\S]*older than the class/,
  },
  {
    name: "a student takes the tags off the class's own volume",
    world: () => new World().record(held("vol-own")).lies({ id: "vol-own" }),
    deletes: ["vol-own"],
    says: /Clean/,
  },
  {
    name: "a student tags the class's own volume as another class's",
    world: () =>
      new World()
        .record(held("vol-own"))
        .lies({ id: "vol-own", tags: { ...OURS, "class-id": "zzzzzzzz2345" } }),
    says: /Not certain[\s\S]*in the record, tagged as another's/,
  },
  {
    name: "another class has the same name, on another backend",
    world: () =>
      new World()
        .record(held("vol-own"))
        .lies({ id: "vol-own" }, { id: "vol-2", tags: { ...OURS, "class-id": "zzzzzzzz2345" } }),
    deletes: ["vol-own"],
    says: /Clean/,
  },
  {
    name: "another class has the same name, and none of the two has an id",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.identity = { ...world.identity, id: undefined };
      return world.lies({ id: "vol-2", tags: { class: "aws-class", environment: "dev" } });
    },
    call: { uncertain: "111122223333:1" },
    says: /Not the class's[\s\S]*tagged by name, not in the record/,
  },
  {
    name: "another stack of the backend holds what the record names",
    world: () => {
      const world = new World().record(held("vol-own"), held("vol-2"));
      world.elsewhere = [held("vol-2")];
      return world.lies({ id: "vol-own" }, { id: "vol-2", tags: OURS });
    },
    deletes: ["vol-own"],
    says: /Clean/,
  },
  {
    name: "the class comes up while the list is confirmed",
    world: () => {
      const world = new World().record(held("vol-own")).lies({ id: "vol-own" });
      world.meanwhile = () => world.holds({ type: VOLUME, name: "disk", id: "vol-new" });
      return world;
    },
    says: /still running \(1 resource\)\. Run down first/,
  },
  {
    name: "the class comes up between two batches",
    world: () => {
      const world = new World().record(
        held("vol-own"),
        held("i-1", { type: "aws:ec2/instance:Instance" }),
      );
      world.answers = {
        paginateDescribeInstances: (_, region) =>
          region === "ap-northeast-2"
            ? { Reservations: [{ Instances: [{ InstanceId: "i-1" }] }] }
            : {},
        terminateInstances: () => {
          world.deleted.push("i-1");
          world.holds({ type: VOLUME, name: "disk", id: "vol-new" });
        },
      };
      return world.lies({ id: "vol-own" });
    },
    deletes: ["i-1"],
    says: /still running/,
  },
  {
    name: "something of the class appears after the confirmation",
    world: () => {
      const world = new World().record(held("vol-own"), held("vol-late")).lies({ id: "vol-own" });
      world.meanwhile = () => world.lies({ id: "vol-late" });
      return world;
    },
    deletes: ["vol-own"],
    says: /vol-late.*it was not confirmed: run the same command again/,
  },
  {
    name: "a resource becomes another's after the confirmation",
    world: () => {
      const world = new World().record(held("vol-own")).lies({ id: "vol-own" });
      world.meanwhile = () => {
        world.volumes = [{ id: "vol-own", tags: { class: "other" } }];
      };
      return world;
    },
    says: /changed after it was shown/,
  },
  {
    name: "another run takes Pulumi's lock while the list is confirmed",
    world: () => {
      const world = new World().record(held("vol-own")).lies({ id: "vol-own" });
      world.meanwhile = () => (world.keeper.lock = "file:///state/.pulumi/locks");
      return world;
    },
    says: /Another run is working on stack dev[\s\S]*npm run pulumi -- cancel --yes --stack dev/,
  },
  {
    name: "a class has no record, and only its tags",
    world: () => new World().lies({ id: "vol-1", tags: OURS }),
    says: /Not certain[\s\S]*tagged, no record/,
  },
  {
    name: "somebody confirms another count than what is shown",
    world: () => new World().lies({ id: "vol-1", tags: OURS }, { id: "vol-2", tags: OURS }),
    call: { uncertain: "111122223333:1" },
    says: /not the account and the number shown, 111122223333:2/,
  },
  {
    name: "somebody confirms the count of another account",
    world: () => new World().lies({ id: "vol-1", tags: OURS }),
    call: { uncertain: "999999999999:1" },
    says: /not the account and the number/,
  },
  {
    name: "the record names an id that is of another account",
    world: () =>
      new World()
        .record(held("vol-own", { account: "999999999999" }))
        .lies({ id: "vol-own", tags: OURS, created: "2026-11-25T12:00:00Z" }),
    says: /Not certain[\s\S]*tagged, not in the record/,
  },
  {
    name: "a bucket's name is used again after the class, by somebody else",
    world: () => {
      const world = new World().record(
        held("homework", { type: "aws:s3/bucket:Bucket", region: "global" }),
      );
      world.answers = {
        paginateListBuckets: () => ({
          Buckets: [
            {
              Name: "homework",
              BucketRegion: "ap-northeast-2",
              CreationDate: new Date("2027-03-01"),
            },
          ],
        }),
      };
      return world;
    },
    says: /Not certain[\s\S]*homework[\s\S]*its name is in the record/,
  },
];
