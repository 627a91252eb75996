"""The managed prefix list of EC2 Instance Connect, which moto's region has none of."""

from extending import extends
from moto.ec2.models.managed_prefixes import ManagedPrefixListBackend

_own = ManagedPrefixListBackend.create_default_pls


@extends(ManagedPrefixListBackend, replacing=["create_default_pls"])
class _:
    def create_default_pls(self):
        _own(self)
        self._create_aws_managed_prefix_list(
            name=f"com.amazonaws.{self.region_name}.ec2-instance-connect",
            address_family="IPv4",
            # Of a block for documentation: which addresses it has on AWS is a matter of the region.
            entries=[{"Cidr": "198.51.100.0/29", "Description": "default"}],
        )
