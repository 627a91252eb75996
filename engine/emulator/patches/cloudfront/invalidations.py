"""An invalidation is completed, in the word that AWS has for it."""

from extending import extends
from moto.cloudfront.models import Invalidation


@extends(Invalidation)
class _:
    @property
    def status(self):
        return "Completed"

    @status.setter
    def status(self, _):
        """moto sets COMPLETED, which `aws cloudfront wait` does not know."""
