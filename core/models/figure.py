"""The fact register: figures that no page can count, each with its date and source, in one place."""

from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Revision
from wagtail_localize.fields import SynchronizedField

from core.fields import MonthField
from core.templatetags.locale_format import month as month_name
from core.translation.publication import PublishedWhole, PublishRefused

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
        pgettext_lazy("figure", "number"),
        null=True,
        blank=True,
        help_text=_("Empty where it is known in words only."),
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

    @property
    def month(self) -> str:
        return month_name(self.as_of)

    month.fget.short_description = _("as of")  # type: ignore[attr-defined]

    def clean(self) -> None:
        from core.figures import is_counted

        super().clean()
        if self.expire_at:
            raise ValidationError({"expire_at": _("A figure does not end by itself: texts refer to it.")})
        if self.value is None and not self.wording:
            raise ValidationError({"value": _("Give a number, or the figure in words.")})
        others = type(self)._base_manager.exclude(translation_key=self.translation_key)
        if is_counted(self.code) or others.filter(code=self.code).exists():
            raise ValidationError({"code": _("Another figure has this code.")})
        saved = type(self)._base_manager.filter(pk=self.pk).values_list("code", flat=True).first()
        if saved and saved != self.code and is_in_use(saved):
            raise ValidationError(
                {"code": _("Texts refer to the code “%(code)s”: it can’t be changed.") % {"code": saved}}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail's view unpublishes without asking the model.
        if not self.live and type(self)._base_manager.filter(pk=self.pk, live=True).exists():
            require_not_in_use(self)
        super().save(*args, **kwargs)


def require_not_in_use(figure: Figure) -> None:
    """Raise ``PublishRefused`` where a text refers to the figure: it would print nothing in its place."""
    if is_in_use(figure.code):
        raise PublishRefused(
            _("Texts refer to “%(figure)s” ([[%(code)s]]): it has to stay.")
            % {"figure": figure, "code": figure.code}
        )


def is_in_use(code: str) -> bool:
    """Whether any text refers to a figure: as readers see it, in its draft, or as it will be published."""
    current = Q(approved_go_live_at__isnull=False)
    for model in apps.get_models():
        if issubclass(model, PublishedWhole) and not issubclass(model, Figure):
            for revision in ("live_revision", "latest_revision"):
                current |= Q(pk__in=model._base_manager.exclude(**{revision: None}).values(revision))
    # In texts [[code]] and [[code:date]]; in a block of figures, which is JSON inside JSON, a value.
    refers = Q()
    for reference in (f"[[{code}]]", f"[[{code}:", f'value\\": \\"{code}\\"'):
        refers |= Q(text__contains=reference)
    revisions = Revision.objects.filter(current).annotate(text=Cast("content", TextField()))
    return revisions.filter(refers).exists()
