"""Systems Manager: the public parameter that names Windows' newest image, which moto has for Linux only.

moto's newest image of Windows is of 2016; it stands in for 2022. Nothing boots, so only the name tells.

https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
"""

from extending import extends
from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ssm.models import Parameter, ParameterDict

WINDOWS = "/aws/service/ami-windows-latest/"
NAME = f"{WINDOWS}Windows_Server-2022-English-Full-Base"
STAND_IN = "Windows_Server-2016-English-Full-Base-"

check_loading_status = ParameterDict._check_loading_status


@extends(ParameterDict, replacing=["_check_loading_status"])
class _:
    def _check_loading_status(self, key):
        check_loading_status(self, key)
        if str(key or "").startswith(WINDOWS) and not dict.__contains__(self, NAME):
            images = ec2_backends[self.account_id][self.region_name].amis.values()
            [image] = [image for image in images if image.name.startswith(STAND_IN)]
            dict.__setitem__(self, NAME, [public(self, NAME, image.id)])


def public(parameters, name, value):
    return Parameter(
        account_id=parameters.account_id,
        name=name,
        value=value,
        parameter_type="String",
        description=None,
        allowed_pattern=None,
        keyid=None,
        last_modified_date=utcnow(),
        version=1,
        data_type="aws:ec2:image",
    )
