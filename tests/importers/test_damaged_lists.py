"""Whatever is done to a list, it is read right, or its remedy is told."""

import pytest
from damaged_lists import DAMAGES, outcome, undamaged

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def whole():
    return undamaged()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_list_is_read_right_or_its_remedy_is_told(damage, whole):
    assert not outcome(*DAMAGES[damage], whole).startswith("wrong")
