"""Lists that wait for whoever brought them: drafts, personal, erasable, and nothing that is accountable."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.kit.ids import new_id
from commonweal.people.models import Account


class OrganisationsDraft(models.Model):
    """A list of organisations between choosing the file and taking it in: its owner's own, for a week.

    :cvar data: the file as it came; `fields` which column holds what; `edits` cells typed anew by row and column
    :cvar taken: rows that came in, with the number of the import; `underway` an import that was begun and not ended
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26)
    file_name = models.CharField(max_length=200)
    data = models.BinaryField()
    sheet = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(default=list)
    defaults = models.JSONField(default=dict)
    edits = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    taken = models.JSONField(default=dict)
    imports = models.PositiveIntegerField(default=0)
    underway = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "partnership"], name="organisations_draft_owner")]

    def __str__(self) -> str:
        return self.file_name
