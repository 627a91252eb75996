import { Monitoring, type MonitoringArgs } from "../../../components/watching/monitoring.ts";
import { record, type Recorded } from "../../support/mocks.ts";

export const monitor = (args: MonitoringArgs): Promise<Recorded[]> =>
  record(() => new Monitoring("watch", args));
