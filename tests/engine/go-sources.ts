/** Passages of Pulumi's sources as they are in CLI v3.200.0 and host v3.68.0, file by file: what a build here changes. */
export const GO_SOURCES: Readonly<Record<string, string>> = {
  "main.go": 'address := fmt.Sprintf("127.0.0.1:%d", handle.Port)\n',
  "backend/diy/backend.go": `import (
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // driver for azblob://
	_ "gocloud.dev/blob/fileblob"  // driver for file://
	"gocloud.dev/blob/gcsblob"     // driver for gs://
	_ "gocloud.dev/blob/s3blob"    // driver for s3://

	"github.com/pulumi/pulumi/pkg/v3/authhelpers"
	"github.com/pulumi/pulumi/pkg/v3/backend"
)

	blobmux := blob.DefaultURLMux()

	if p.Scheme == gcsblob.Scheme {
		blobmux, err = authhelpers.GoogleCredentialsMux(ctx)
		if err != nil {
			return nil, err
		}
	}

	bucket, err := blobmux.OpenBucket(ctx, u)
`,
  "secrets/cloud/manager.go": `import (
	gosecrets "gocloud.dev/secrets"
	_ "gocloud.dev/secrets/awskms"        // support for awskms://
	_ "gocloud.dev/secrets/azurekeyvault" // support for azurekeyvault://
	"gocloud.dev/secrets/gcpkms"          // support for gcpkms://
	_ "gocloud.dev/secrets/hashivault"    // support for hashivault://
	"google.golang.org/api/cloudkms/v1"

	"github.com/pulumi/pulumi/pkg/v3/authhelpers"
	"github.com/pulumi/pulumi/pkg/v3/secrets"
)

	u, err := netUrl.Parse(url)
	if err != nil {
		return nil, err
	}

	switch u.Scheme {
	case gcpkms.Scheme:
		kmsClient, _, err := gcpkms.Dial(ctx, credentials.TokenSource)
		if err != nil {
			return nil, err
		}
	default:
		return gosecrets.OpenKeeper(ctx, url)
	}
}
`,
  "operations/operations_aws.go": "package operations\n",
  "operations/operations_cloud_aws.go": "package operations\n",
  "operations/operations_gcp.go": "package operations\n",
  "operations/resources.go": `	switch ops.resource.State.Type.Package() {
	case "aws":
		return AWSOperationsProvider(ops.config, ops.resource)
	default:
		return nil, nil
	}
}
`,
};
