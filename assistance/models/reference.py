"""References of requests: ``ML-2026-0042``."""

from django.db import models
from django.utils.translation import gettext_lazy as _

REGIONAL = "REG"


class ReferenceCounter(models.Model):
    """The last running number given in a year. Its row is locked until what took a number is committed.

    So numbers have no gaps: what is rolled back gives its number back.
    """

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("counter of references")
        verbose_name_plural = _("counters of references")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


def next_reference(place: str, year: int) -> str:
    """The next reference of a year. Only within a transaction, and late in it: others wait for its end.

    ``place``: a country's code in any case, or ``REG`` for a regional body.
    """
    ReferenceCounter.objects.bulk_create([ReferenceCounter(year=year)], ignore_conflicts=True)
    counter = ReferenceCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{place.upper()}-{year}-{counter.last:04}"
