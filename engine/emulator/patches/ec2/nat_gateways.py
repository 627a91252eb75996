"""A NAT gateway's network interface is AWS's, goes with the gateway and lets go of the Elastic IP.

https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html#nat-gateway-deleting
"""

from extending import extends
from moto.ec2.models.nat_gateways import NatGatewayBackend

create_nat_gateway = NatGatewayBackend.create_nat_gateway
delete_nat_gateway = NatGatewayBackend.delete_nat_gateway


@extends(NatGatewayBackend, replacing=["create_nat_gateway", "delete_nat_gateway"])
class _:
    def create_nat_gateway(self, *args, **kwargs):
        gateway = create_nat_gateway(self, *args, **kwargs)
        interface = gateway._eni
        interface.requester_managed = True
        interface.interface_type = "nat_gateway"
        interface.description = f"Interface for NAT Gateway {gateway.id}"
        interface.status = "in-use"
        return gateway

    def delete_nat_gateway(self, nat_gateway_id):
        gateway = delete_nat_gateway(self, nat_gateway_id)
        for address in self.addresses:
            if address.eni is gateway._eni:
                self.disassociate_address(association_id=address.association_id)
        self.enis.pop(gateway._eni.id, None)
        return gateway
