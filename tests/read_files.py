"""What came of reading a file of a coding tool, or a document."""

import pytest

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project


def quotes(project):
    return project.codings["quote"].tolist()


def refused(path):
    """Return the one fault for which a file is refused."""
    with pytest.raises(StudyError) as error:
        read_project(path)
    (fault,) = error.value.faults
    return str(fault)
