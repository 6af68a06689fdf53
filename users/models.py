"""The staff's accounts. Readers and partners have none."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """Our own model from the first migration, so that a field can be added later without surgery."""
