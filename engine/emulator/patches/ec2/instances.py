"""A server that is started has a new launch time, unless it runs already."""

from extending import extends
from moto.core.utils import utcnow
from moto.ec2.models.instances import Instance

start = Instance.start


@extends(Instance, replacing=["start"])
class _:
    def start(self):
        if not self.is_running():
            self.launch_time = utcnow()
        return start(self)
