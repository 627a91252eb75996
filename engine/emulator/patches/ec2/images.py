"""RegisterImage keeps everything that it is given; CreateImage takes tags for snapshots, too; CopyImage says of which image."""

from extending import extends
from moto.core.responses import ActionResult
from moto.ec2.models.amis import Ami, AmiBackend
from moto.ec2.responses.amis import AmisResponse
from moto.ec2.utils import random_ami_id

block_device_mappings = Ami.block_device_mappings
create_image = AmiBackend.create_image
copy_image = AmiBackend.copy_image


@extends(Ami, replacing=["block_device_mappings"])
class _:
    @property
    def block_device_mappings(self):
        return getattr(self, "registered_mappings", None) or block_device_mappings.fget(self)


@extends(AmiBackend, replacing=["copy_image", "create_image", "register_image"])
class _:
    def copy_image(self, source_image_id, source_region, name=None, description=None):
        ami = copy_image(self, source_image_id, source_region, name, description)
        ami.source_image_id, ami.source_image_region = source_image_id, source_region
        return ami

    def create_image(self, instance_id, name, description, tag_specifications):
        for_snapshots = [each for each in tag_specifications if each["ResourceType"] == "snapshot"]
        others = [each for each in tag_specifications if each not in for_snapshots]
        ami = create_image(self, instance_id, name, description, others)
        for tag in (tag for each in for_snapshots for tag in each["Tags"]):
            ami.ebs_snapshot.add_tag(tag["Key"], tag["Value"])
        return ami

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
