"""Managed policies: one that is attached is not deleted.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
"""

from extending import extends
from moto.iam.exceptions import DeleteConflictException
from moto.iam.models import IAMBackend

delete_policy = IAMBackend.delete_policy


@extends(IAMBackend, replacing=["delete_policy"])
class _:
    def delete_policy(self, policy_arn):
        owners = [*self.roles.values(), *self.groups.values(), *self.users.values()]
        if any(policy_arn in owner.managed_policies for owner in owners):
            raise DeleteConflictException("Cannot delete a policy attached to entities.")
        delete_policy(self, policy_arn)
