"""Session and user; the same with sixty rows; a write with its recount."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tests.bench.floor.models import Progress, Summary


@login_required
def small(request: HttpRequest) -> HttpResponse:
    """Two statements, a template of a few lines."""
    return render(request, "floor/small.html")


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """Three statements, a page of 30 KB."""
    found = Progress.objects.filter(person=request.user).select_related("step")
    return render(request, "floor/rows.html", {"rows": found.order_by("step_id")})


@login_required
@require_POST
def write(request: HttpRequest, step: int) -> HttpResponse:
    """Seven statements with those of the transaction: upsert, recount, summary."""
    with transaction.atomic():
        row = Progress(
            person=request.user,
            step_id=step,
            status="done",
            changed_at=timezone.now(),
        )
        Progress.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["person", "step"],
            update_fields=["status", "changed_at"],
        )
        done = Progress.objects.filter(person=request.user, status="done").count()
        Summary.objects.bulk_create(
            [Summary(person=request.user, done=done)],
            update_conflicts=True,
            unique_fields=["person"],
            update_fields=["done"],
        )
    return JsonResponse({"done": done})
