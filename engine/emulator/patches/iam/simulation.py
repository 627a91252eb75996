"""SimulatePrincipalPolicy and SimulateCustomPolicy, by what also enforces policies.

The context is what a request to simulate names, `aws:username` and its like of a user, and the time: tags of principals and
resources come with ContextEntries. A boundary in the request takes the place of the principal's own. A resource's policy is
not looked at.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
"""

import json
from itertools import product

from authorization.principal import boundary_of, policies_of
from authorization.request import one
from extending import extends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iam.exceptions import IAMException, NotFoundException
from moto.iam.models import IAMBackend
from moto.iam.responses import IamResponse
from policies import ALLOWED, IMPLICIT_DENY, Layers, condition_keys, decide, judge, statements


@extends(IAMBackend)
class _:
    def simulated_owner(self, arn):
        """The user, group or role of an ARN."""
        kind, name = arn.split(":", 5)[5].split("/", 1)[0], arn.rpartition("/")[2]
        find = {"user": self.get_user, "group": self.get_group, "role": self.get_role}.get(kind)
        if find is None:
            raise NotFoundException(f"The entity with arn {arn} cannot be found.")
        return find(name)


@extends(IamResponse)
class _:
    def simulate_principal_policy(self):
        arn = self._get_param("PolicySourceArn")
        owner = self.backend.simulated_owner(arn)
        context = {"aws:principalarn": [arn], "aws:principalaccount": [self.current_account]}
        if ":user/" in arn:
            context.update({"aws:username": [owner.name], "aws:userid": [owner.id], "aws:principaltype": ["User"]})
        return self._simulate(list(policies_of(self.backend, owner)), boundary_of(self.backend, owner), context)

    def simulate_custom_policy(self):
        return self._simulate([], None, {})

    def _simulate(self, policies, boundary, context):
        policies = [*policies, *self._policies("PolicyInputList")]
        if given := [document for _, document in self._policies("PermissionsBoundaryPolicyInputList")]:
            boundary = given
        layers = Layers([document for _, document in policies], boundary)
        context = {
            **context,
            **one("aws:CurrentTime", utcnow().isoformat()),
            **{
                entry["ContextKeyName"].lower(): entry["ContextKeyValues"]
                for entry in self._get_param("ContextEntries", [])
                if entry.get("ContextKeyValues")
            },
        }
        results = [
            evaluate(policies, layers, action, resource, context)
            for action, resource in product(self._get_param("ActionNames"), self._get_param("ResourceArns", ["*"]))
        ]
        return ActionResult({"EvaluationResults": results, "IsTruncated": False})

    def _policies(self, parameter):
        for number, text in enumerate(self._get_param(parameter, []), 1):
            try:
                statements(text)
            except json.JSONDecodeError:
                raise IAMException("InvalidInput", f"{parameter}.{number}: Syntax errors in policy.")
            yield f"{parameter}.{number}", text


def evaluate(policies, layers, action, resource, context):
    decision = decide(layers.identity, action, resource, context)
    matched = [
        {"SourcePolicyId": name, "SourcePolicyType": "IAM Policy"}
        for name, document in policies
        if decide([document], action, resource, context) == decision != IMPLICIT_DENY
    ]
    keys = condition_keys([*layers.identity, *(layers.boundary or [])])
    result = {
        "EvalActionName": action,
        "EvalResourceName": resource,
        "EvalDecision": judge(layers, action, resource, context),
        "MatchedStatements": matched,
        "MissingContextValues": sorted(key for key in keys if key.lower() not in context),
    }
    if layers.boundary is not None:
        bounded = decide(layers.boundary, action, resource, context)
        result["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": bounded == ALLOWED}
    return result
