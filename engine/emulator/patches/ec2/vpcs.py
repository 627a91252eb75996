"""A VPC is not deleted while it has an egress-only internet gateway, a carrier gateway or an attached transit gateway.

https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html
"""

from extending import extends
from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models.vpcs import VPCBackend

delete_vpc = VPCBackend.delete_vpc


@extends(VPCBackend, replacing=["delete_vpc"])
class _:
    def delete_vpc(self, vpc_id):
        gateways = [*self.egress_only_internet_gateways.values(), *self.carrier_gateways.values()]
        attachments = self.transit_gateway_attachments.values()
        if any(each.vpc_id == vpc_id for each in gateways) or any(
            each.resource_id == vpc_id and each.state != "deleted" for each in attachments
        ):
            raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
        return delete_vpc(self, vpc_id)
