"""MonitorInstances and UnmonitorInstances switch detailed monitoring."""

from extending import extends
from moto.core.responses import ActionResult
from moto.ec2.responses.monitoring import Monitoring


@extends(Monitoring, replacing=["monitor_instances", "unmonitor_instances"])
class _:
    def monitor_instances(self):
        return self._set_monitoring("enabled")

    def unmonitor_instances(self):
        return self._set_monitoring("disabled")

    def _set_monitoring(self, state):
        self.error_on_dryrun()
        instances = [self.ec2_backend.get_instance(id) for id in self._get_param("InstanceIds", [])]
        for instance in instances:
            instance.monitoring_state = state
        return ActionResult(
            {"InstanceMonitorings": [{"InstanceId": each.id, "Monitoring": {"State": state}} for each in instances]}
        )
