import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const SCHEDULE = "aws:scheduler/schedule:Schedule";
export const SCHEDULE_GROUP = "aws:scheduler/scheduleGroup:ScheduleGroup";

export const types: ServiceTypes = {
  [SCHEDULE_GROUP]: {},
  ...partsOf(SCHEDULE_GROUP, [SCHEDULE]),
};
