"""Elastic Load Balancing: DeregisterTargets of a target that is not registered, or no longer. AWS's reference: "If the
specified target does not exist, the action returns successfully." moto answers InvalidTarget, and leaves the targets that
the call names after it registered.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeregisterTargets.html
"""

from extending import extends
from moto.elbv2.models import FakeTargetGroup

deregister = FakeTargetGroup.deregister


@extends(FakeTargetGroup, replacing=["deregister"])
class _:
    def deregister(self, targets):
        deregister(self, [target for target in targets if target["Id"] in self.targets])
