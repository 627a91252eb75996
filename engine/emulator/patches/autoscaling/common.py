"""What several actions of Auto Scaling share: the group that a request names, an answer in pages."""

from extending import extends
from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult


@extends(AutoScalingBackend)
class _:
    def existing_group(self, name):
        if name not in self.autoscaling_groups:
            raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
        return self.autoscaling_groups[name]


@extends(AutoScalingResponse)
class _:
    def _page(self, key, items):
        start = int(self._get_param("NextToken", 0))
        end = start + self._get_int_param("MaxRecords", 50)
        return ActionResult({key: items[start:end], "NextToken": str(end) if end < len(items) else None})
