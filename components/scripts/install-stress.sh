#!/bin/bash
# What raises the load of a CPU on purpose: stress-ng --cpu 1
set -euo pipefail

dnf install --assumeyes stress-ng
