"""CloudFront: what moto lacks or forgets.

- A distribution keeps its whole configuration; moto keeps a choice of it, without origin access control or function
  associations, and makes up parts of the certificate's settings.
- Cache, origin request and response headers policies: create, get, update, delete, list, with the most used of AWS's own.
- An invalidation's state is `Completed`, not `COMPLETED`.
- Functions: UpdateFunction, PublishFunction, the stage LIVE.

https://docs.aws.amazon.com/cloudfront/latest/APIReference/
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
"""
