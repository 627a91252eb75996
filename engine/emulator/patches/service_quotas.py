"""Service Quotas: GetAWSDefaultServiceQuota, which moto lacks. AWS has it for every quota; moto's defaults are what it answers
to GetServiceQuota, too. A quota that moto does not know is answered like one that AWS does not have: as an error of the
server, which an action that is lacking gives, every client would try it again, three times.

https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetAWSDefaultServiceQuota.html
"""

from extending import extends
from moto.servicequotas.responses import ServiceQuotasResponse


@extends(ServiceQuotasResponse)
class _:
    def get_aws_default_service_quota(self):
        return self.get_service_quota()
