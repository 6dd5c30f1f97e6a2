"""Sixty steps, what each person did of them, and how many that are."""

from django.conf import settings
from django.db import models


class Step(models.Model):
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.title


class Progress(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    step = models.ForeignKey(Step, on_delete=models.PROTECT)
    status = models.CharField(max_length=12, default="open")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "step"], name="progress_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.step_id} {self.status}"


class Summary(models.Model):
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    done = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.done}"
