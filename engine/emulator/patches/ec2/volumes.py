"""A volume's attachment says whether the volume is deleted with its server; moto says so of the server's devices only.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VolumeAttachment.html
"""

from extending import extends
from moto.ec2.models.elastic_block_store import VolumeAttachment


@extends(VolumeAttachment)
class _:
    @property
    def delete_on_termination(self):
        device = self.instance.block_device_mapping.get(self.device)
        return bool(device and device.delete_on_termination)
