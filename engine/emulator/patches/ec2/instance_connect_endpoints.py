"""EC2 Instance Connect Endpoints, which moto lacks; their network interfaces are AWS's, and go with them.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html
"""

from functools import cached_property

from extending import extends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response
from moto.ec2.utils import random_id


class InstanceConnectEndpoint:
    def __init__(self, backend, subnet, tags):
        self.instance_connect_endpoint_id = random_id("eice", size=17)
        self.subnet_id = subnet.id
        self.vpc_id = subnet.vpc_id
        self.state = "create-complete"
        self.created_at = utcnow()
        self.tags = [{"Key": key, "Value": value} for key, value in tags.items()]
        interface = backend.create_network_interface(subnet, None)
        interface.requester_managed = True
        self.network_interface_ids = [interface.id]


@extends(EC2Backend)
class _:
    @cached_property
    def instance_connect_endpoints(self):
        return {}


@extends(EC2Response)
class _:
    def create_instance_connect_endpoint(self):
        backend = self.ec2_backend
        tags = self._parse_tag_specification().get("instance-connect-endpoint", {})
        endpoint = InstanceConnectEndpoint(backend, backend.get_subnet(self._get_param("SubnetId")), tags)
        backend.instance_connect_endpoints[endpoint.instance_connect_endpoint_id] = endpoint
        return ActionResult({"InstanceConnectEndpoint": endpoint})

    def describe_instance_connect_endpoints(self):
        wanted = self._get_param("InstanceConnectEndpointIds", [])
        there = self.ec2_backend.instance_connect_endpoints.values()
        found = [each for each in there if not wanted or each.instance_connect_endpoint_id in wanted]
        return ActionResult({"InstanceConnectEndpoints": found})

    def delete_instance_connect_endpoint(self):
        wanted = self._get_param("InstanceConnectEndpointId")
        endpoint = self.ec2_backend.instance_connect_endpoints.pop(wanted, None)
        if not endpoint:
            raise EC2ClientError("InvalidInstanceConnectEndpointId.NotFound", f"{wanted} does not exist")
        for interface in endpoint.network_interface_ids:
            self.ec2_backend.enis.pop(interface, None)
        endpoint.state = "delete-in-progress"
        return ActionResult({"InstanceConnectEndpoint": endpoint})
