# How curl and wget are called: sourced by requests.sh, which answers.
# shellcheck shell=bash disable=SC2034
method='' url='' output='' format='' token='' lifetime=''
fail=false silent=false errors=false head=false include=false

# One option that has a value, by its letter.
take() {
  case $1 in
    X) method=$2 ;;
    o) output=$2 ;;
    w) format=$2 ;;
    d) method=${method:-POST} ;;
    H)
      local header=${2,,}
      local value=${2#*:}
      value=${value# }
      case $header in
        x-aws-ec2-metadata-token-ttl-seconds:*) lifetime=$value ;;
        x-aws-ec2-metadata-token:*) token=$value ;;
      esac
      ;;
  esac
}

# One option without a value, by its letter.
flag() {
  case $1 in
    f) fail=true ;;
    s) silent=true ;;
    S) errors=true ;;
    I) head=true ;;
    i) include=true ;;
    O) output=remote ;;
  esac
}

read_options() {
  local short
  while (($# > 0)); do
    case $1 in
      --request) take X "$2" && shift ;;
      --header) take H "$2" && shift ;;
      --output) take o "$2" && shift ;;
      --write-out) take w "$2" && shift ;;
      --data*) take d "$2" && shift ;;
      --url) url=$2 && shift ;;
      --fail | --fail-with-body) flag f ;;
      --silent) flag s ;;
      --show-error) flag S ;;
      --head) flag I ;;
      --include) flag i ;;
      --remote-name) flag O ;;
      --retry | --retry-delay | --retry-max-time | --max-time | --connect-timeout) shift ;;
      --user | --user-agent | --cookie | --form | --cacert | --interface | --noproxy) shift ;;
      --*) ;;
      -?*)
        short=${1#-}
        while [[ -n $short ]]; do
          if [[ XHowdmuAebcTFrxyYCz == *${short:0:1}* ]]; then
            if ((${#short} > 1)); then take "${short:0:1}" "${short:1}"; else
              take "$short" "${2:-}"
              shift
            fi
            break
          fi
          flag "${short:0:1}"
          short=${short:1}
        done
        ;;
      *) url=$1 ;;
    esac
    (($# == 0)) || shift
  done
}

# What wget is called with.
read_wget_options() {
  output=remote fail=true
  while (($# > 0)); do
    case $1 in
      -O | --output-document) output=$2 && shift ;;
      -O?*) output=${1#-O} ;;
      --output-document=*) output=${1#*=} ;;
      -qO) output=$2 silent=true && shift ;;
      -qO?*) output=${1#-qO} silent=true ;;
      --header=*) take H "${1#*=}" ;;
      --header) take H "$2" && shift ;;
      --method=*) method=${1#*=} ;;
      -q | --quiet) silent=true ;;
      -*) ;;
      *) url=$1 ;;
    esac
    shift
  done
}
