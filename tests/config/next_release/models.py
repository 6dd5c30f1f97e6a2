from django.db import models


class Later(models.Model):
    id = models.AutoField(primary_key=True)

    def __str__(self) -> str:
        return "later"
