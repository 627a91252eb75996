#!/bin/bash
# What raises the load of all CPUs on purpose: stress-ng --cpu 0
set -euo pipefail

dnf install --assumeyes stress-ng
