"""The fact register: figures that no page can count, each with its date and source, in one place."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, Revision
from wagtail_localize.fields import SynchronizedField

from core.fields import MonthField

from .publishable import PublishableSnippet


class Figure(PublishableSnippet):
    """A figure of the whole programme. Any text, in any language, prints it by its code: ``[[requests]]``."""

    code = models.SlugField(
        _("code"),
        max_length=50,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$", _("Small letters, digits and hyphens only."))],
        help_text=_("In double square brackets it prints the figure in any text: [[requests]]."),
    )
    value = models.PositiveIntegerField(
        _("number"), null=True, blank=True, help_text=_("Empty where it is known in words only.")
    )
    as_of = MonthField(
        _("as of"), help_text=_("The month that the figure is true of. [[requests:date]] prints it.")
    )
    url = models.URLField(_("address of the source"), blank=True)

    label = models.CharField(
        _("what is counted"), max_length=100, help_text=_("Follows the number: “requests received”.")
    )
    wording = models.CharField(
        _("in words"),
        max_length=50,
        blank=True,
        help_text=_("Printed in place of the number: “more than 100”, “a third”."),
    )
    source = models.CharField(_("source"), max_length=255, help_text=_("Who says so, and where."))

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField(name, overridable=False) for name in ("code", "value", "as_of", "url")
    ]

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("wording")]),
        FieldPanel("code"),
        MultiFieldPanel(
            [FieldPanel("as_of"), FieldPanel("source"), FieldPanel("url")], heading=_("Date and source")
        ),
    ]

    class Meta(PublishableSnippet.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="one_figure_a_code")]

    def __str__(self) -> str:
        return f"{self.wording or self.value} {self.label}"

    def clean(self) -> None:
        super().clean()
        if self.value is None and not self.wording:
            raise ValidationError({"value": _("Give a number, or the figure in words.")})
        others = type(self)._base_manager.exclude(translation_key=self.translation_key)
        if others.filter(code=self.code).exists():
            raise ValidationError({"code": _("Another figure has this code.")})
        saved = type(self)._base_manager.filter(pk=self.pk).values_list("code", flat=True).first()
        if saved and saved != self.code and is_in_use(saved):
            raise ValidationError(
                {"code": _("Texts refer to the code “%(code)s”: it can’t be changed.") % {"code": saved}}
            )

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """A figure goes in all languages."""
        twins = list(self.get_translations())
        deleted = super().delete(*args, **kwargs)
        for twin in twins:
            models.Model.delete(twin)
        return deleted


def is_in_use(code: str) -> bool:
    """Whether a page refers to a figure, as readers see it or in its draft."""
    pages = Page.objects.filter(
        Q(live_revision=models.OuterRef("pk")) | Q(latest_revision=models.OuterRef("pk"))
    )
    # In texts [[code]] and [[code:date]]; in a block of figures "code".
    refers = Q()
    for reference in (f"[[{code}]]", f"[[{code}:", f'"{code}"'):
        refers |= Q(text__contains=reference)
    current = Revision.page_revisions.filter(models.Exists(pages))
    return current.annotate(text=Cast("content", TextField())).filter(refers).exists()
