"""What a computer makes pages with, told so that two computers can be compared."""

import platform
import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

from hiteval.bundle.provenance import library_hash
from hiteval.language import Language

ABSENT = "none"


@cache  # of a process: what it has loaded does not change, whatever is installed later
def versions() -> dict[str, str]:
    """Return the version of everything that may change what a page looks like.

    That is every package that hiteval and Dask need, and those that they need in turn;
    others may be there in any version.
    """
    return {
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "hiteval's code": library_hash()[:12],
        **_packages("hiteval", "distributed"),
    }


def differences(
    here: Mapping[str, str], there: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Say in what other computers differ from this one, each thing once.

    Parameters
    ----------
    here : dict of str
        What `versions` returned here.
    there : dict of dict
        What it returned elsewhere, by the address.
    """
    who: dict[tuple[str, str], list[str]] = {}
    for address, found in sorted(there.items()):
        for name in here:
            if found.get(name, ABSENT) != here[name]:
                who.setdefault((name, found.get(name, ABSENT)), []).append(address)
    return [
        f"{name}: {here[name]} here, {version} on {_first(addresses)}"
        for (name, version), addresses in sorted(who.items())
    ]


def _first(addresses: list[str]) -> str:
    first, *others = addresses
    if not others:
        return first
    return f"{first} and {Language().count(len(others), 'other worker')}"


def _packages(*roots: str) -> dict[str, str]:
    """Return the versions of packages and of all that they need."""
    found: dict[str, str] = {}
    wanted = [*roots]
    while wanted:
        name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:  # needed on other systems only
            continue
        found[name] = package.version
        needs = [line for line in package.requires or [] if "extra ==" not in line]
        wanted += [line for need in needs for line in re.findall(r"^[\w.-]+", need)]
    return found
