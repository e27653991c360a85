"""A report in several languages: one site each, the first at the root."""

from collections.abc import Iterator
from pathlib import Path

from hiteval.bundle.bundle import translate_bundle
from hiteval.catalogue import speaking
from hiteval.report.book import book
from hiteval.study.study import Study


def other_languages(
    project: Path, work: Path, study: Study
) -> Iterator[tuple[Path, Study]]:
    """Lay out a folder to work in for each language but the first.

    Its name is the language's tag. What it holds is as in ``work``.
    """
    for language in study.settings.languages[1:]:
        place, bundle = work / "languages" / language, Path("_build", "bundle")
        (place / bundle).parent.mkdir(parents=True)
        translated = translate_bundle(work / bundle, place / bundle, language, project)
        with speaking(*translated.settings.spoken):
            book.lay_out(project, place, translated)
        yield place, translated
