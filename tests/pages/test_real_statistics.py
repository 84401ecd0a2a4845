"""What the numbers of the directory's own data lead to."""

import pytest
from django.test import Client

from tests.bars import assert_bars_lead_to_what_they_count

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_directory")]


@pytest.mark.parametrize("query", ["", "?category=service-mesh", "?started=2017&unverified=links"])
def test_each_bar_leads_to_the_list_of_what_it_counts(client: Client, query: str):
    assert_bars_lead_to_what_they_count(client, f"/stats/{query}")
