"""Where a bundle is, for whoever runs somewhere below its project."""

from pathlib import Path


def find_bundle(bundle: str) -> Path:
    """Find a bundle below the working directory or one above it.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / bundle / "study.yml").is_file():
            return folder / bundle
    raise FileNotFoundError(f"{bundle}: run `hiteval bundle` first")
