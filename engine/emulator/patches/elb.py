"""Elastic Load Balancing: what moto lacks or gets wrong.

- DeregisterTargets of a target that is not registered, or no longer. AWS's reference: "If the specified target does not exist,
  the action returns successfully." moto answers InvalidTarget, and leaves the targets that the call names after it registered.
- DescribeTargetHealth: for moto every target is healthy. The process that answers for load balancers (engine/traffic) checks
  their targets; it is asked how they are.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/
"""

from urllib.parse import quote

import traffic
from extending import extends
from moto.core.responses import ActionResult
from moto.elbv2.models import FakeHealthStatus, FakeTargetGroup
from moto.elbv2.responses import ELBV2Response

deregister = FakeTargetGroup.deregister


@extends(FakeTargetGroup, replacing=["deregister"])
class _:
    def deregister(self, targets):
        deregister(self, [target for target in targets if target["Id"] in self.targets])


@extends(ELBV2Response, replacing=["describe_target_health"])
class _:
    def describe_target_health(self):
        arn = self._get_param("TargetGroupArn")
        asked = self._get_param("Targets", [])
        described = self.elbv2_backend.describe_target_health(arn, asked)
        if not traffic.is_asking(self.headers):
            seen = seen_health(arn)
            if seen is not None:
                described = merged(described, seen, asked)
        return ActionResult({"TargetHealthDescriptions": described})


def seen_health(arn):
    """How the targets of a group are; None where nobody checks them."""
    return traffic.ask(f"/target-health?{quote(arn, safe='')}")


def merged(described, seen, asked):
    """What has been seen of the targets that are asked for, of all of them if none is; moto's own word for others."""
    if not asked:
        return [status(target) for target in seen]
    found = {(target["id"], str(target["port"])): target for target in seen}
    return [
        status(found[key]) if (key := (own.instance_id, str(own.port))) in found else own for own in described
    ]


def status(target):
    checked, state = target["checkedPort"], target["state"]
    return FakeHealthStatus(
        target["id"], target["port"], checked, state, target.get("reason"), target.get("description")
    )
