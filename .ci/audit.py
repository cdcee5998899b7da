"""Ask OSV (https://osv.dev) for known vulnerabilities of the packages the program and its tests need.

`.venv/bin/python .ci/audit.py`. Fails only for a vulnerability: without the network, or without an answer, it
says so and is skipped.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

URL = "https://api.osv.dev/v1/querybatch"
SECONDS = 10
ROOT = "cable-reader"
EXTRA = "dev"


def installed(root: str = ROOT, extra: str = EXTRA) -> dict[str, str]:
    """Name and version of all that a distribution needs with an extra, directly or not, itself left out."""
    found: dict[str, str] = {}
    waiting = [(root, extra)]
    while waiting:
        name, extra = waiting.pop()
        for line in metadata.requires(name) or ():
            wanted = Requirement(line)
            if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
                continue
            needed = canonicalize_name(wanted.name)
            if needed not in found and (version := _version(needed)):
                found[needed] = version
                waiting += [(needed, one) for one in wanted.extras or {""}]
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def ask(question: dict[str, Any]) -> dict[str, Any]:
    """The answer of OSV. Raises OSError without one, ValueError for one that is no JSON."""
    request = urllib.request.Request(URL, json.dumps(question).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def vulnerable(packages: Mapping[str, str], answer: Mapping[str, Any]) -> Iterator[str]:
    """A line for each package with known vulnerabilities. Raises ValueError for an odd answer."""
    results = answer.get("results")
    if not isinstance(results, list) or len(results) != len(packages):
        raise ValueError("OSV answered something else")
    for (name, version), result in zip(packages.items(), results, strict=True):
        if ids := [one["id"] for one in (result or {}).get("vulns", ())]:
            yield f"{name} {version}: " + ", ".join(f"https://osv.dev/{id}" for id in ids)


def main(question: Callable[[dict[str, Any]], dict[str, Any]] = ask) -> int:
    """Print what is known, and return 1 for a vulnerability."""
    packages = installed()
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages.items()
    ]
    try:
        found = list(vulnerable(packages, question({"queries": queries})))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"audit of {len(packages)} packages skipped, OSV cannot be asked: {error}")
        return 0
    print("\n".join(found) or f"no known vulnerability in {len(packages)} packages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
