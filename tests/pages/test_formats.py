"""What programs get to know of the formats."""

from django.test import Client

from directory.formats import own


def test_the_schema_of_the_own_record_is_published(client: Client):
    response = client.get("/directory.schema.json")

    assert response.json() == own.schema()
    assert response["Content-Type"] == "application/schema+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
