"""The rows that tag a project, one model a vocabulary. A tag in use cannot be deleted (PROTECT)."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from vocabularies.models import Area, Country, Mechanism, Objective, Region, Sdg, Theme


def tagged_once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["content_object", "tag"], name=name)


class ProjectCountry(ItemBase):
    tag = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey(
        "projects.ProjectPage", on_delete=models.CASCADE, related_name="country_items"
    )

    class Meta:
        constraints = [tagged_once("project_country_once")]


class ProjectRegion(ItemBase):
    tag = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey(
        "projects.ProjectPage", on_delete=models.CASCADE, related_name="region_items"
    )

    class Meta:
        constraints = [tagged_once("project_region_once")]


class ProjectMechanism(ItemBase):
    tag = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey(
        "projects.ProjectPage", on_delete=models.CASCADE, related_name="mechanism_items"
    )

    class Meta:
        constraints = [tagged_once("project_mechanism_once")]


class ProjectObjective(ItemBase):
    tag = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey(
        "projects.ProjectPage", on_delete=models.CASCADE, related_name="objective_items"
    )

    class Meta:
        constraints = [tagged_once("project_objective_once")]


class ProjectTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="theme_items")

    class Meta:
        constraints = [tagged_once("project_theme_once")]


class ProjectArea(ItemBase):
    tag = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="area_items")

    class Meta:
        constraints = [tagged_once("project_area_once")]


class ProjectSdg(ItemBase):
    tag = models.ForeignKey(Sdg, on_delete=models.PROTECT, related_name="project_items")
    content_object = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="sdg_items")

    class Meta:
        constraints = [tagged_once("project_sdg_once")]
