"""A request for assistance: who asks, for what, and where it stands. No page: only its staff sees it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.stages import ENDED, TRANSITIONS, Stage
from projects.models import ProjectPage
from projects.models.choices import InstitutionKind
from vocabularies.models import Area, Country, Mechanism

if TYPE_CHECKING:
    from datetime import date


class RequestKind(models.TextChoices):
    REQUEST = "request", _("Request")
    EXPRESSION_OF_INTEREST = "expression_of_interest", _("Expression of interest")


class Waiting(models.TextChoices):
    """Whose turn it is."""

    FOR_US = "us", _("Waiting for us")
    FOR_THEM = "them", _("Waiting for the partner")
    NOBODY = "nobody", _("Nobody’s turn")


class DelegationInformed(models.TextChoices):
    YES = "yes", _("Yes, it has been informed")
    NO = "no", _("No, not yet")
    UNKNOWN = "unknown", _("I do not know")


class TimeFrame(models.TextChoices):
    SOON = "soon", _("Within six months")
    THIS_YEAR = "this_year", _("In six to twelve months")
    LATER = "later", _("In more than a year")
    OPEN = "open", _("Not decided yet")


class AssistanceRequestQuerySet(models.QuerySet["AssistanceRequest"]):
    def open(self) -> "AssistanceRequestQuerySet":
        """Still on their way."""
        return self.exclude(stage__in=ENDED)

    def new(self) -> "AssistanceRequestQuerySet":
        """Received, and in nobody's hands yet."""
        return self.filter(stage=Stage.RECEIVED, assignee=None)

    def waiting_for_us(self) -> "AssistanceRequestQuerySet":
        return self.open().filter(waiting=Waiting.FOR_US)

    def waiting_for_them(self) -> "AssistanceRequestQuerySet":
        return self.open().filter(waiting=Waiting.FOR_THEM)

    def overdue(self, today: "date | None" = None) -> "AssistanceRequestQuerySet":
        """In their stage for longer than it normally takes."""
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def past_retention(self, today: "date | None" = None) -> "AssistanceRequestQuerySet":
        return self.filter(anonymised_at=None, retain_until__lt=today or timezone.localdate())

    def from_the_same_place(self, request: "AssistanceRequest") -> "AssistanceRequestQuerySet":
        """The other requests from its country, or from regional bodies where it has none."""
        return self.filter(country=request.country_id).exclude(pk=request.pk)


class AssistanceRequest(models.Model):
    """What a partner sent, and where it stands.

    Changed by ``assistance.services`` only, which keep its history.
    """

    wagtail_reference_index_ignore = True
    """Else pages would tell, to whoever edits them, how many requests there are about them."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    kind = models.CharField(
        _("kind"), max_length=30, choices=RequestKind.choices, default=RequestKind.REQUEST
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    submission_key = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="Hash of the form's key: the same form is one request.",
    )
    language = models.CharField(_("language to be answered in"), max_length=12)

    # Where it stands
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.RECEIVED)
    stage_since = models.DateTimeField(_("in this stage since"), default=timezone.now)
    due_on = models.DateField(
        _("normally done by"),
        null=True,
        blank=True,
        help_text=_("Empty where no duration is set for the stage."),
    )
    waiting = models.CharField(_("turn"), max_length=10, choices=Waiting.choices, default=Waiting.FOR_US)
    needed = models.TextField(
        _("what is needed from the partner"), blank=True, help_text=_("The partner sees it, in these words.")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in the hands of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Private links of another version are void."
    )

    # Who asks
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    regional_body = models.CharField(_("regional body"), max_length=200, blank=True)
    contact_name = models.CharField(_("name"), max_length=200)
    contact_function = models.CharField(_("function"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail"))
    contact_phone = models.CharField(_("telephone"), max_length=50, blank=True)

    # For what
    problem = models.TextField(_("problem"))
    change = models.TextField(_("wanted change"))
    areas = models.ManyToManyField(Area, verbose_name=_("areas of work"), blank=True, related_name="+")
    mechanisms = models.ManyToManyField(
        Mechanism, verbose_name=_("ways of supporting Objective 23"), blank=True, related_name="+"
    )
    earlier_cooperation = models.TextField(_("earlier cooperation"), blank=True)
    delegation_informed = models.CharField(
        _("EU Delegation informed"),
        max_length=10,
        choices=DelegationInformed.choices,
        default=DelegationInformed.UNKNOWN,
    )
    time_frame = models.CharField(
        _("time frame"), max_length=10, choices=TimeFrame.choices, default=TimeFrame.OPEN
    )

    # Personal data
    consent_version = models.CharField(_("version of the consent"), max_length=20)
    consented_at = models.DateTimeField(_("consented"), default=timezone.now)
    retain_until = models.DateField(
        _("kept until"),
        help_text=_("The day after, files are deleted and the persons and institutions made anonymous."),
    )
    anonymised_at = models.DateTimeField(_("made anonymous"), null=True, blank=True, editable=False)

    # What came of it
    project = models.OneToOneField(
        ProjectPage,
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assistance_request",
        help_text=_("The page that was made of it."),
    )
    related_projects = models.ManyToManyField(
        ProjectPage, verbose_name=_("related projects"), blank=True, related_name="+"
    )

    objects = AssistanceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for assistance")
        verbose_name_plural = _("requests for assistance")
        ordering = ["-received_at"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["stage", "due_on"], name="request_stage_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, regional_body="") | Q(country__isnull=True),
                name="request_country_or_body",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def has_ended(self) -> bool:
        return self.stage in ENDED

    @property
    def following_stages(self) -> tuple[Stage, ...]:
        """The stages that may come next."""
        return TRANSITIONS[Stage(self.stage)]

    @property
    def is_overdue(self) -> bool:
        return bool(not self.has_ended and self.due_on and self.due_on < timezone.localdate())


class RequestInstitution(models.Model):
    """One of the institutions that ask; the first is the one that leads."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="institutions")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=30, choices=InstitutionKind.choices)

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
