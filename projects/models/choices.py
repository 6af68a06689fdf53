"""The closed lists of a project's facts. Values are stored and exported: never change one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    PIPELINE = "pipeline", _("In preparation")
    ONGOING = "ongoing", _("Ongoing")
    ON_HOLD = "on_hold", _("On hold")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


PROVING = (Status.COMPLETED, Status.ONGOING)
"""Of projects that can be evidence: not planned, on hold or cancelled."""


class InstitutionKind(models.TextChoices):
    NATIONAL_AUTHORITY = "national_authority", _("National authority")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    REGIONAL_ORGANISATION = "regional_organisation", _("Regional organisation")
    PARLIAMENT = "parliament", _("Parliament")
    JUDICIARY = "judiciary", _("Judiciary")
    OMBUDSPERSON = "ombudsperson", _("Ombudsperson")
    CIVIL_SOCIETY = "civil_society", _("Civil society, in a joint request")


class ExpertKind(models.TextChoices):
    EU_MEMBER_STATE = "eu_member_state", _("From an EU Member State")
    PARTNER_COUNTRY = "partner_country", _("From a partner country (triangular cooperation)")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("From an international organisation")


class ActivityType(models.TextChoices):
    FACT_FINDING = "fact_finding", _("Fact-finding mission")
    TRAINING = "training", pgettext_lazy("activity", "Training")
    WORKSHOP = "workshop", _("Workshop")
    CONFERENCE = "conference", _("Conference")
    STUDY_VISIT = "study_visit", _("Study visit")
    PEER_REVIEW = "peer_review", _("Peer review")
    EXPERT_MISSION = "expert_mission", _("Expert mission")
    DRAFTING = "drafting", _("Drafting support")
    EVENT = "event", pgettext_lazy("activity", "Public event")
    OTHER = "other", pgettext_lazy("activity", "Other")


class ActivityMode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")
