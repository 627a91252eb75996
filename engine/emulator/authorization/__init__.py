"""What a request asks for, in the terms of policies: who asks, which actions, on which resources, with which condition keys.

    request.py      a request, and what it asks
    asking.py       from one to the other
    principal.py    who asks: tags, policies, boundary
    tagging.py      the tags that a request sends
    resources.py    the resources that a request names, by the tables in reference/; their tags, from moto's backends
    services/       what the tables cannot say, a module per service

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

An action that no table has asks for `*` and knows no tags: a policy that allows it only by a resource's tag or ARN denies it.
"""
