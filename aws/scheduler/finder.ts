import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { schedulerClient } from "./client.ts";
import { SCHEDULE_GROUP } from "./types.ts";

/** AWS's default group in every region: it cannot be deleted. */
const DEFAULT = "default";

/** Schedules have no tags, but their group has; deleting the group deletes them. */
export const scheduleGroups: Finder = {
  kind: "schedule group",
  types: [SCHEDULE_GROUP],
  arns: ["scheduler:schedule-group"],
  after: [],
  named: true,
  async find({ client }) {
    const scheduler = await client(schedulerClient);
    const pages = scheduler.paginateListScheduleGroups({});
    const found = await all(pages, ({ ScheduleGroups }) => ScheduleGroups);
    return found
      .filter(({ Name }) => Name !== DEFAULT)
      .map(({ Name = "", Arn, CreationDate, State }) => ({
        id: Name,
        arn: Arn,
        name: Name,
        tags: async () => tagsOf((await scheduler.listTagsForResource({ ResourceArn: Arn })).Tags),
        createdAt: CreationDate,
        going: State === "DELETING",
        remove: () => scheduler.deleteScheduleGroup({ Name }),
      }));
  },
};
