"""Security groups: of an instance and its first network interface, of a rule; revoking by an id that is gone."""

from inspect import signature

from extending import extends
from moto.ec2.exceptions import EC2ClientError, InvalidPermissionNotFoundError
from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
from moto.ec2.models.instances import Instance, InstanceBackend
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

make_rule = SecurityGroupRule.__init__
prep_nics = Instance.prep_nics
modify_instance_security_groups = InstanceBackend.modify_instance_security_groups
modify_network_interface_attribute = NetworkInterfaceBackend.modify_network_interface_attribute


@extends(SecurityGroupRule, replacing=["__init__", "description"])
class _:
    def __init__(self, *args, **kwargs):
        self._of_prefix_list = signature(make_rule).bind(self, *args, **kwargs).arguments.get("prefix_list_id") or {}
        make_rule(self, *args, **kwargs)

    @property
    def description(self):
        # moto keeps one that is changed later in ip_range, whatever the other side.
        for side in (self.ip_range, self.source_group, self._of_prefix_list):
            if "Description" in side:
                return side["Description"]
        return None


@extends(Instance, replacing=["prep_nics"])
class _:
    def prep_nics(self, *args, **kwargs):
        prep_nics(self, *args, **kwargs)
        primary = self.nics.get(0)
        if primary and not self.security_groups:
            self.security_groups = list(primary.group_set)


@extends(InstanceBackend, replacing=["modify_instance_security_groups"])
class _:
    def modify_instance_security_groups(self, instance_id, new_group_id_list):
        instance = modify_instance_security_groups(self, instance_id, new_group_id_list)
        instance.nics[0]._group_set = list(instance.security_groups)
        return instance


@extends(NetworkInterfaceBackend, replacing=["modify_network_interface_attribute"])
class _:
    def modify_network_interface_attribute(self, eni_id, group_ids, *args, **kwargs):
        modify_network_interface_attribute(self, eni_id, group_ids, *args, **kwargs)
        interface = self.get_network_interface(eni_id)
        instance = interface.instance
        if group_ids and instance and instance.nics[0] is interface:
            instance.security_groups = list(interface._group_set)


class InvalidSecurityGroupRuleIdNotFound(EC2ClientError):
    def __init__(self, rule_ids):
        super().__init__(
            "InvalidSecurityGroupRuleId.NotFound",
            f"The security group rule ID '{rule_ids[0]}' does not exist",
        )


def revoking_by_id(revoke):
    def revoke_by_id(self, *args, security_rule_ids=None, **kwargs):
        try:
            return revoke(self, *args, security_rule_ids=security_rule_ids, **kwargs)
        except InvalidPermissionNotFoundError:
            if security_rule_ids:
                raise InvalidSecurityGroupRuleIdNotFound(security_rule_ids) from None
            raise

    return revoke_by_id


@extends(SecurityGroupBackend, replacing=["revoke_security_group_ingress", "revoke_security_group_egress"])
class _:
    revoke_security_group_ingress = revoking_by_id(SecurityGroupBackend.revoke_security_group_ingress)
    revoke_security_group_egress = revoking_by_id(SecurityGroupBackend.revoke_security_group_egress)
