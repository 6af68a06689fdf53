"""What the loader remembers of the launch content."""

from django.db import models


class LoadedFile(models.Model):
    """One file of ``content/pages/`` as it was last loaded.

    ``state_digest`` is that of the pages right after loading: where it differs from theirs now, an
    editor has been at work and the file is left alone from then on.
    """

    path = models.CharField(max_length=255, unique=True)
    file_digest = models.CharField(max_length=64)
    state_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.path
