"""DynamoDB: a tag whose value changes, of which moto keeps the old one too, until a table has more than one page of tags.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
"""

from extending import extends
from moto.dynamodb.models import DynamoDBBackend

tag_resource = DynamoDBBackend.tag_resource


@extends(DynamoDBBackend, replacing=["tag_resource"])
class _:
    def tag_resource(self, arn, tags):
        self.untag_resource(arn, list(tags))
        tag_resource(self, arn, tags)
