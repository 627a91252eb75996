"""The Elastic IP address of an environment of a single server: it stays when settings change, or when its Auto Scaling group
launches another server, which gets it.
"""

from extending import extends
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.ec2.models import ec2_backends
from moto.elasticbeanstalk.models import EBBackend, eb_backends

import patches.autoscaling.instances  # launches them
from patches.elasticbeanstalk.balancers import BALANCER
from patches.elasticbeanstalk.resources import ADDRESS, GROUP

replace_instances = FakeAutoScalingGroup.replace_autoscaling_group_instances


@extends(FakeAutoScalingGroup, replacing=["replace_autoscaling_group_instances"])
class _:
    def replace_autoscaling_group_instances(self, count_needed, propagated_tags):
        replace_instances(self, count_needed, propagated_tags)
        beanstalk = eb_backends[self.account_id][self.region]
        for environment in beanstalk.describe_environments():
            stack = beanstalk.stack_of(environment)
            if stack is not None and stack.resource_map._parsed_resources.get(GROUP) is self:
                beanstalk.give_address(environment)


@extends(EBBackend)
class _:
    def give_address(self, environment):
        """To the newest server, where none of the group has it."""
        resources = self.stack_of(environment).resource_map
        address, balancer = resources.get(ADDRESS), resources.get(BALANCER)
        servers = [state.instance for state in resources[GROUP].instance_states]
        environment.endpoint_url = address.public_ip if address else balancer.dns_name if balancer else environment.cname
        if address is None or not servers or address.instance in servers:
            return
        self._detach(address)
        ec2_backends[self.account_id][self.region_name].associate_address(
            instance=servers[-1], address=address.public_ip
        )

    def take_address(self, environment):
        """Out of the environment's stack, which is deleted; None where it has none."""
        stack = self.stack_of(environment)
        address = stack.resource_map._parsed_resources.pop(ADDRESS, None) if stack is not None else None
        if address not in ec2_backends[self.account_id][self.region_name].addresses:
            return None  # somebody has released it
        self._detach(address)
        return address

    def keep_address(self, environment, kept):
        """Puts an address into the environment's new stack, in the place of that stack's own."""
        if kept is None:
            return
        resources = self.stack_of(environment).resource_map
        own = resources.get(ADDRESS)
        if own is None:
            self.release_address(kept)
            return
        tags = {tag["key"]: tag["value"] for tag in own.get_tags()}
        ec2_backends[self.account_id][self.region_name].create_tags([kept.allocation_id], tags)
        resources._parsed_resources[ADDRESS] = kept
        self.release_address(own)

    def release_address(self, address):
        if address is not None:
            ec2 = ec2_backends[self.account_id][self.region_name]
            ec2.release_address(allocation_id=address.allocation_id)

    def _detach(self, address):
        if address.association_id is not None:
            ec2 = ec2_backends[self.account_id][self.region_name]
            ec2.disassociate_address(association_id=address.association_id)
