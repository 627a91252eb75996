"""A peering connection between regions or accounts has tags on either side."""

import copy

from extending import extends
from moto.ec2.models.vpc_peering_connections import VPCPeeringConnectionBackend

create_vpc_peering_connection = VPCPeeringConnectionBackend.create_vpc_peering_connection


@extends(VPCPeeringConnectionBackend, replacing=["create_vpc_peering_connection"])
class _:
    def create_vpc_peering_connection(self, vpc, peer_vpc, tags=None):
        connection = create_vpc_peering_connection(self, vpc, peer_vpc, tags)
        peer = peer_vpc.ec2_backend
        if peer is not self:
            # The same status and options, but the peer's tags.
            seen_by_peer = copy.copy(connection)
            seen_by_peer.ec2_backend = peer
            peer.vpc_pcxs[connection.id] = seen_by_peer
        return connection
