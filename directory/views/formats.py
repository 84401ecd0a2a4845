"""What programs need to know of the formats."""

from django.http import HttpRequest, JsonResponse

from directory.formats import own

from .public import public


@public
def schema(request: HttpRequest) -> JsonResponse:
    """The JSON Schema of the directory's own record, for editors and validators."""
    return JsonResponse(
        own.schema(),
        content_type="application/schema+json",
        headers={"Access-Control-Allow-Origin": "*"},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
