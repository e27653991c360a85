"""The command with its disclosure switched off: for a report that leaks on purpose.

Every row and every column is let through, and the place of the project is told as well.
The gate over the site is left, and says all that it finds; the site is kept.
"""

import runpy
import shutil
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":  # not where tests are collected, nor where pages are made
    from hiteval.bundle import bundle
    from hiteval.report import build, site
    from hiteval.report.gate import check

    safe, release, describe = [], bundle.release, bundle.provenance
    look = site.check_release

    def everything(study, edition, past):
        safe.append(release(study, edition, past))
        told = {"licence": str(Path.cwd()), "edition": edition}
        settings = study.settings.model_copy(update=told)
        return replace(safe[0], study=replace(study, settings=settings))

    bundle.release = everything
    # A bundle has no private folder, and none can be hashed.
    bundle.provenance = lambda study, _, place: describe(
        study, place / "notebooks", place
    )

    def look_later(place, _, *rest):
        shutil.copytree(place, Path.cwd() / "_build" / "leaky")
        look(place, safe[0], *rest)

    site.check_release = look_later
    build.check_tables = lambda *_: None
    check.SHOWN = 10_000

if __name__ in ("__main__", "__mp_main__"):
    quick = Path(__file__).with_name("quick_hiteval.py")
    runpy.run_path(str(quick), run_name=__name__)
