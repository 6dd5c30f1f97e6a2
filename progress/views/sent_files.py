"""A file of somebody's work as the browser gets it: to be kept, never to be shown."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from progress.models import WorkFile


def attachment(file: WorkFile) -> HttpResponse:
    """The bytes, of no kind that a browser opens by itself."""
    response = HttpResponse(
        bytes(file.content.data), content_type="application/octet-stream"
    )
    header = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Disposition"] = header or "attachment"
    return response
