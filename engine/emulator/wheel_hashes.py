"""Writes into requirements files the hashes of the wheels of each package, and of nothing else: only wheels are installed.

python3 engine/emulator/wheel_hashes.py FILE...   (the index: PIP_INDEX_URL, else PyPI)
"""

import json
import os
import re
import sys
import urllib.request

INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
# For one Python older than 3.10, which the emulator needs. A wheel of the stable ABI (cp39-abi3) is for later ones, too.
TOO_OLD = re.compile(r"-(cp3[0-9]-cp3[0-9]m?|pp3[0-9]-\w+)-")


def wheels(name: str, version: str) -> list[str]:
    request = urllib.request.Request(
        f"{INDEX}/{name}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request) as answer:
        files = json.load(answer)["files"]
    return sorted(
        file["hashes"]["sha256"]
        for file in files
        if file["filename"].endswith(".whl")
        and file["filename"].split("-")[1] == version
        and not TOO_OLD.search(file["filename"])
    )


def written(requirement: str) -> str:
    name, version = re.match(r"([A-Za-z0-9-]+)==([\w.]+)", requirement).groups()
    hashes = wheels(name.lower(), version)
    if not hashes:
        raise SystemExit(f"{name} {version} has no wheel: choose a version that has one")
    return " \\\n    --hash=sha256:".join([f"{name}=={version}", *hashes])


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    kept = [line for line in lines if not line.startswith("    --hash=")]
    text = "\n".join(line if line.startswith("#") else written(line) for line in kept)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + "\n")
