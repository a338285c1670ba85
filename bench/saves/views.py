"""The least that saving anything costs: one INSERT behind the application's middleware."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

TABLE = """
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.note (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
"""


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Store what is sent."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench.note (body) VALUES (%s)", [request.POST["body"]])
    return HttpResponse("stored\n", content_type="text/plain")
