"""How often something was asked for, on a machine without Redis."""

from django.db import connections, models, router, transaction

# In SQL, since Django has no upsert that adds.
_ADD_ONE = """
    INSERT INTO core_ratecount (counter, number, until) VALUES (%s, 1, %s)
    ON CONFLICT (counter) DO UPDATE SET number = core_ratecount.number + 1
    RETURNING number
"""


class RateCountManager(models.Manager):
    def add_one(self, counter: str, until: int) -> int:
        """How often it has been called for this counter, with this time; exact however many do so at once.

        It is committed at once: inside of another transaction it raises RuntimeError.
        """
        using = router.db_for_write(self.model)
        with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
            cursor.execute(_ADD_ONE, [counter, until])
            return cursor.fetchone()[0]

    def delete_passed(self, now: int) -> None:
        self.filter(until__lt=now).delete()


class RateCount(models.Model):
    """One counter of ``core/rate_limits.py``, whose name tells nobody what and whom it counts."""

    counter = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    until = models.PositiveBigIntegerField(db_index=True)
    """Seconds since 1970."""

    objects = RateCountManager()

    is_content = False

    def __str__(self) -> str:
        return f"{self.counter}: {self.number}"
