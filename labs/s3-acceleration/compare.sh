#!/bin/bash
# Times the same upload by a bucket's regional and by its accelerated endpoint, and prints a table. Both in turn in each
# round, so that a network that changes meanwhile changes for both. Needs the AWS CLI; leaves nothing in the bucket.
set -euo pipefail

if (($# < 2)); then
  echo "usage: compare.sh BUCKET REGION [MIB (16)] [ROUNDS (3)]" >&2
  exit 2
fi
bucket=$1 region=$2 mebibytes=${3:-16} rounds=${4:-3}
object="s3://$bucket/acceleration-test-$$"
regional="https://s3.$region.amazonaws.com"
accelerated="https://s3-accelerate.amazonaws.com"

export LC_ALL=C # a decimal point, not a comma
export AWS_PAGER=""
TIMEFORMAT=%R
work=$(mktemp -d)
uploaded=
clean() {
  rm -rf "$work"
  [[ -z $uploaded ]] || aws s3 rm --only-show-errors --region "$region" "$object"
}
trap clean EXIT

# Random, because nothing on the way can compress it.
head -c "$((mebibytes * 1024 * 1024))" /dev/urandom >"$work/file"

upload() { # ENDPOINT TIMES: uploads the file, adds the seconds to the file TIMES
  uploaded=yes
  { time aws s3 cp --only-show-errors --region "$region" --endpoint-url "$1" \
    "$work/file" "$object" 2>"$work/error"; } 2>>"$2" || {
    echo "compare: the upload by $1 failed:" >&2
    cat "$work/error" >&2
    exit 1
  }
}

for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds: $mebibytes MiB by each endpoint" >&2
  upload "$regional" "$work/regional"
  upload "$accelerated" "$work/accelerated"
done

awk -v mebibytes="$mebibytes" '
  function name(file) { sub(/.*\//, "", file); return file }
  {
    file = name(FILENAME)
    if (!(file in best) || $1 < best[file]) best[file] = $1
    sum[file] += $1; count[file]++
  }
  function row(file) {
    printf "%-12s %9.2f %9.2f %9.1f\n", file, best[file], sum[file] / count[file], mebibytes / best[file]
  }
  END {
    printf "%-12s %9s %9s %9s\n", "endpoint", "best (s)", "mean (s)", "MiB/s"
    row("regional"); row("accelerated")
    gain = (best["regional"] / best["accelerated"] - 1) * 100
    printf "accelerated is %.0f %% %s\n", gain < 0 ? -gain : gain, gain < 0 ? "slower" : "faster"
  }' "$work/regional" "$work/accelerated"
