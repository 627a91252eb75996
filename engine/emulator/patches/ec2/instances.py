"""The launch time of a server that is started, the time of its last boot, which servers can be rebooted, and their root volume.

GetConsoleOutput's Timestamp is that of the last boot; moto's is that of the call. As EC2 tells times by the second, and two boots can
be closer here, the output has the exact time, in the line in which Linux says it. A stopped server cannot be rebooted; moto starts it.
The root volume is where the image has its root device; moto's is always at /dev/sda1. Where a launch template describes that device, the
volume is the template's, and no other.
"""

from extending import extends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.instances import Instance
from moto.ec2.responses.general import SAMPLE_CONSOLE_OUTPUT, General
from moto.ec2.utils import Base64EncodedString

start = Instance.start
add_block_device = Instance.add_block_device


@extends(Instance, replacing=["add_block_device", "setup_defaults", "start", "reboot"])
class _:
    def add_block_device(self, size, device_path, *settings, **more):
        if device_path in self.block_device_mapping:
            volume_id = self.block_device_mapping[device_path].volume_id
            self.ec2_backend.detach_volume(volume_id, self.id, device_path)
            self.ec2_backend.delete_volume(volume_id)
        add_block_device(self, size, device_path, *settings, **more)

    def setup_defaults(self):
        volume = self.ec2_backend.create_volume(size=8, zone_name=self._placement.zone)
        self.ec2_backend.attach_volume(volume.id, self.id, self.root_device_name, True)

    def start(self):
        if not self.is_running():
            self.launch_time = utcnow()
        return start(self)

    def reboot(self):
        if not self.is_running():
            raise EC2ClientError("IncorrectInstanceState", f"The instance '{self.id}' is not in the 'running' state.")
        self.rebooted = utcnow()

    @property
    def last_boot(self):
        return max(self.launch_time, getattr(self, "rebooted", self.launch_time))


@extends(General, replacing=["get_console_output"])
class _:
    def get_console_output(self):
        instance = self.ec2_backend.get_instance(self._get_param("InstanceId"))
        clock = f"[    0.500000] rtc_cmos 00:00: setting system clock to {instance.last_boot.isoformat(timespec='milliseconds')} UTC\n"
        output = Base64EncodedString.from_raw_string(SAMPLE_CONSOLE_OUTPUT.rstrip() + "\n" + clock)
        return ActionResult({"InstanceId": instance.id, "Timestamp": instance.last_boot, "Output": output})
