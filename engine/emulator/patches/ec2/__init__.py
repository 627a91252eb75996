"""EC2: what moto forgets or invents.

- A launch template's own tags (CreateLaunchTemplate's TagSpecifications) show up in its data; tags changed later do not show.
- User data of a template's second and later versions: instances launched from them fail.
- RegisterImage: everything but name and description. moto makes up a root device of 15 GiB.
- CreateImage: tags for its snapshots, which moto refuses with an error of its own.
- An instance's security groups, when they are named with its network interface; its own and those of its first network
  interface are the same, whichever of the two they are changed on.
- The description of a security group's rule whose other side is a group or a prefix list.
- Revoking a rule by an id that is gone: AWS has an error of its own for that, after which a repeated call is done.
- MonitorInstances and UnmonitorInstances, which switch detailed monitoring.
- The fingerprint of an imported ED25519 key; DeleteKeyPair by the key pair's id.
- GetPasswordData: a password that the instance's key pair decrypts; moto's is a random text.
- Whether a volume is deleted with its server, in DescribeVolumes.
- A NAT gateway's network interface, which AWS manages, goes with the gateway; its Elastic IP is free then.
- The managed prefix list of EC2 Instance Connect.
- The launch time of a server that was stopped and started, the time of its last boot, which GetConsoleOutput shows, and that a
  stopped server cannot be rebooted.
- From which image another one was copied.
- The device name of a server's root volume.
- Locked snapshots, and EC2 Instance Connect Endpoints.
- A VPC with an egress-only internet gateway, a carrier gateway or an attached transit gateway is not deleted.
- A peering connection between regions or accounts has tags on either side; moto shows the requester's on both.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/
"""
