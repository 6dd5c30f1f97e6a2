"""Django's loaddata, which here never overwrites what a curator changed."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializedObject
from django.db import transaction
from django.db.models import Model

from roadmap.actions import touch_catalogue
from roadmap.models import Resource, Roadmap, Step, Topic

# Rows without natural keys: loading them again would make them twice.
BELOW: dict[type[Model], tuple[str, ...]] = {
    Resource: ("links", "units", "relations", "needs", "reviews"),
    Step: ("needs", "groups", "uses"),
}


def aggregate_roots_in_database() -> set[tuple[str, str]]:
    """Roots of all aggregates that are here; three queries."""
    return (
        {("topic", key) for key in Topic.objects.values_list("key", flat=True)}
        | {("resource", key) for key in Resource.objects.values_list("key", flat=True)}
        | {("roadmap", slug) for slug in Roadmap.objects.values_list("slug", flat=True)}
    )


class Command(loaddata.Command):
    help = (
        "Loads fixtures. An aggregate (a resource with its links, a roadmap with all"
        " below it) that is in the database already is kept as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Write over what is here, as Django's own command does.",
        )

    def handle(self, *labels: str, **options: Any) -> None:
        self.overwrites: bool = options["overwrite"]
        self.known = set() if self.overwrites else aggregate_roots_in_database()
        self.kept: set[tuple[str, str]] = set()
        with transaction.atomic():
            super().handle(*labels, **options)
            if self.loaded_object_count:
                touch_catalogue()
        if self.kept and options["verbosity"] > 0:
            self.stdout.write(f"Kept {len(self.kept)} that were here already.")

    def save_obj(self, obj: DeserializedObject) -> bool:
        root = getattr(obj.object, "seed_root", None)
        if root is not None and root() in self.known:
            self.kept.add(root())
            obj.deferred_fields = {}
            return False
        if self.overwrites:
            clear_below(obj.object)
        if any(not field.null for field in obj.deferred_fields if field.many_to_one):
            # It names a row that comes later, and cannot be stored without.
            self.objs_with_deferred_fields.append(obj)
            return True
        return bool(super().save_obj(obj))


def clear_below(row: Model) -> None:
    """Take away the rows that only row's place in a file tells apart; they follow."""
    if row.pk is not None:
        for rows in BELOW.get(type(row), ()):
            getattr(row, rows).all().delete()
