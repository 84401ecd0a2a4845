"""Programs with tokens, and what they send."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from directory.models import ApiToken
from directory.services.accounts import tokens

ALL = tuple(ApiToken.Scope.values)
PROJECTS = "/api/v1/projects"


class Program:
    """Speaks JSON and English, with a token of the user's if there is one."""

    def __init__(self, user: User | None = None, *scopes: str) -> None:
        headers = {"accept-language": "en"}
        if user:
            headers["authorization"] = f"Bearer {tokens.issue(user, 'Robot', scopes).secret}"
        self.client = Client(headers=headers)

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, said: Any, **headers: str) -> Any:
        return self.client.post(path, said, "application/json", headers=headers)

    def patch(self, path: str, said: Any, **headers: str) -> Any:
        return self.client.patch(path, said, "application/json", headers=headers)

    def edit(self, slug: str, reason: str = "", query: str = "", /, **fields: Any) -> Any:
        """What a program does that has just read the project."""
        path = f"{PROJECTS}/{slug}/record"
        headers = {"if-match": self.get(path).headers.get("ETag", "")}
        return self.client.patch(
            path + query, {"fields": fields, "reason": reason}, "application/json", headers=headers
        )


def wrong(response: Any) -> list[str]:
    """The places that a problem names."""
    assert response["Content-Type"] == "application/problem+json", response.content[:500]
    return [each["parameter"] for each in response.json()["errors"]]
