"""A release that has secrets, and a small site of it."""

import pytest
from gate_sites import small_site, with_canaries


@pytest.fixture(scope="module")
def released():
    return with_canaries()


@pytest.fixture
def site(tmp_path, released):
    return small_site(tmp_path, released)
