"""EC2: what moto forgets or invents.

- A launch template's own tags (CreateLaunchTemplate's TagSpecifications) show up in its data; tags changed later do not show.
- User data of a template's second and later versions: instances launched from them fail.
- RegisterImage: everything but name and description. moto makes up a root device of 15 GiB.
- An instance's security groups, when they are named with its network interface; its own and those of its first network
  interface are the same, whichever of the two they are changed on.
- The description of a security group's rule whose other side is a group.
- Revoking a rule by an id that is gone: AWS has an error of its own for that, after which a repeated call is done.
- MonitorInstances and UnmonitorInstances, which switch detailed monitoring.
- The fingerprint of an imported ED25519 key; DeleteKeyPair by the key pair's id.
- A peering connection between regions or accounts has tags on either side; moto shows the requester's on both.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/
"""

import base64
import copy
import hashlib

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from extending import extends
from moto.core.responses import ActionResult
from moto.core.types import Base64EncodedString
from moto.ec2.exceptions import EC2ClientError, InvalidPermissionNotFoundError
from moto.ec2.models.amis import Ami, AmiBackend
from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
from moto.ec2.models.instances import Instance, InstanceBackend
from moto.ec2.models.key_pairs import KeyPairBackend
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
from moto.ec2.models.vpc_peering_connections import VPCPeeringConnectionBackend
from moto.ec2.responses.amis import AmisResponse
from moto.ec2.responses.key_pairs import KeyPairs
from moto.ec2.responses.monitoring import Monitoring
from moto.ec2.utils import parse_user_data, public_key_parse, random_ami_id

prep_nics = Instance.prep_nics
create_version = LaunchTemplate.create_version
block_device_mappings = Ami.block_device_mappings
import_key_pair = KeyPairBackend.import_key_pair
describe_launch_templates = LaunchTemplateBackend.describe_launch_templates
modify_instance_security_groups = InstanceBackend.modify_instance_security_groups
modify_network_interface_attribute = NetworkInterfaceBackend.modify_network_interface_attribute
create_vpc_peering_connection = VPCPeeringConnectionBackend.create_vpc_peering_connection


@extends(LaunchTemplate, replacing=["create_version"])
class _:
    def create_version(self, data, description):
        if not isinstance(data.get("UserData"), Base64EncodedString):
            data["UserData"] = parse_user_data(data.get("UserData"))
        tags = [spec for spec in data.pop("TagSpecifications", []) if spec["ResourceType"] != "launch-template"]
        if tags:
            data["TagSpecifications"] = tags
        return create_version(self, data, description)


@extends(LaunchTemplateBackend, replacing=["describe_launch_templates"])
class _:
    def describe_launch_templates(self, template_names=None, template_ids=None, filters=None):
        templates = describe_launch_templates(self, template_names, template_ids, filters)
        for template in templates:
            template.tags = template.get_tags()
        return templates


@extends(SecurityGroupRule, replacing=["description"])
class _:
    @property
    def description(self):
        # moto keeps one that is changed later in ip_range, whatever the other side.
        return self.ip_range.get("Description", self.source_group.get("Description"))


@extends(Ami, replacing=["block_device_mappings"])
class _:
    @property
    def block_device_mappings(self):
        return getattr(self, "registered_mappings", None) or block_device_mappings.fget(self)


@extends(AmiBackend, replacing=["register_image"])
class _:
    def register_image(self, name=None, description=None, mappings=(), tags=None, **attributes):
        for mapping in mappings:
            ebs = mapping.get("Ebs", {})
            if "SnapshotId" in ebs:
                ebs.setdefault("VolumeSize", self.get_snapshot(ebs["SnapshotId"]).volume.size)
            ebs.setdefault("DeleteOnTermination", True)
            ebs.setdefault("VolumeType", "gp2")
        ami = Ami(self, random_ami_id(), name=name, description=description, tags=tags)
        self.snapshots.pop(ami.ebs_snapshot.id)
        ami.registered_mappings = mappings
        for mapping in mappings:
            snapshot = mapping.get("Ebs", {}).get("SnapshotId")
            if snapshot:
                self.get_snapshot(snapshot).from_ami = ami.id
        vars(ami).update(attributes)
        self.amis[ami.id] = ami
        return ami


@extends(AmisResponse, replacing=["register_image"])
class _:
    def register_image(self):
        self.error_on_dryrun()
        mappings = self._get_param("BlockDeviceMappings", [])
        image = self.ec2_backend.register_image(
            self._get_param("Name"),
            self._get_param("Description", ""),
            mappings,
            self._parse_tag_specification().get("image"),
            architecture=self._get_param("Architecture", "i386"),
            virtualization_type=self._get_param("VirtualizationType", "paravirtual"),
            root_device_name=self._get_param("RootDeviceName"),
            root_device_type="ebs" if mappings else "instance-store",
            image_location=f"{self.current_account}/{self._get_param('Name')}",
            hypervisor="xen",
            ena_support=self._get_bool_param("EnaSupport", False),
            sriov_net_support=self._get_param("SriovNetSupport"),
            boot_mode=self._get_param("BootMode"),
            tpm_support=self._get_param("TpmSupport"),
            imds_support=self._get_param("ImdsSupport"),
        )
        return ActionResult({"ImageId": image.id})


@extends(KeyPairs, replacing=["delete_key_pair"])
class _:
    def delete_key_pair(self):
        self.error_on_dryrun()
        name, pair_id = self._get_param("KeyName"), self._get_param("KeyPairId")
        of_id = [pair.key_name for pair in self.ec2_backend.key_pairs.values() if pair.id == pair_id]
        pair = self.ec2_backend.delete_key_pair(name or next(iter(of_id), None))
        return ActionResult({"Return": True, "KeyPairId": pair.id if pair else None})


@extends(KeyPairBackend, replacing=["import_key_pair"])
class _:
    def import_key_pair(self, key_name, public_key_material, tags):
        imported = import_key_pair(self, key_name, public_key_material, tags)
        if imported.key_type == "ed25519":
            key = public_key_parse(public_key_material).public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
            digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
            imported.key_fingerprint = base64.b64encode(digest).decode()
        return imported


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


@extends(Monitoring, replacing=["monitor_instances", "unmonitor_instances"])
class _:
    def monitor_instances(self):
        return self._set_monitoring("enabled")

    def unmonitor_instances(self):
        return self._set_monitoring("disabled")

    def _set_monitoring(self, state):
        self.error_on_dryrun()
        instances = [self.ec2_backend.get_instance(id) for id in self._get_param("InstanceIds", [])]
        for instance in instances:
            instance.monitoring_state = state
        return ActionResult(
            {"InstanceMonitorings": [{"InstanceId": each.id, "Monitoring": {"State": state}} for each in instances]}
        )


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
