"""IAM: what moto lacks.

- Enforcement (off until moto's reset-auth is called) by `authorization/` and `policies/`: moto ignores most conditions,
  names the resource of a request for S3 and roles alone, and knows neither boundaries nor session policies.
- SimulatePrincipalPolicy and SimulateCustomPolicy, by the same `policies/`.
- A user's permissions boundary: with CreateUser, PutUserPermissionsBoundary, DeleteUserPermissionsBoundary.
- DeletePolicy refuses a policy that is attached.
- CreateLoginProfile keeps whether the password has to be changed.
- ListServiceSpecificCredentials, which Terraform asks before it deletes a user with everything of it. They cannot be
  made here, so that there are none.

https://docs.aws.amazon.com/IAM/latest/APIReference/
"""
