"""Route 53: a new zone's SOA record. moto keeps its value with the name of the value around it, and so it is listed.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
"""

from extending import extends
from moto.route53.models import RecordSet


@extends(RecordSet, replacing=["resource_records"])
class _:
    @property
    def resource_records(self):
        if not self.records:
            return None
        return [value if isinstance(value, dict) else {"Value": value} for value in self.records]
