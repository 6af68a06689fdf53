"""What the five ways and the regions claim is counted from tagged projects."""

from copy import deepcopy
from datetime import date

import pytest
from django.core.cache import cache

from projects.evidence import evidence_by_group, evidence_in_region, evidence_of_ways, partners_in
from projects.finder import Finding, ProjectFilter, portfolio
from projects.models import Expert, ProjectPage
from tests import base_site, factories
from tests.translating import translate_into
from vocabularies import models
from vocabularies.catalogue import catalogue
from vocabularies.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def tagged_projects(for_the_module):
    with for_the_module():
        return make_projects(base_site.find())


@pytest.fixture
def tagged(tagged_projects):
    return deepcopy(tagged_projects)


def make_projects(site):
    """Way 1: Mali and Niger, in two languages; way 2: nothing; way 3: a region without a country."""
    region = factories.RegionFactory()
    mali = factories.CountryFactory(slug="ml", region=region)
    niger = factories.CountryFactory(slug="ne", region=region)
    ldc = factories.CountryGroupFactory(name="LDC")
    Membership.objects.create(group=ldc, country=mali)
    Membership.objects.create(group=ldc, country=niger, until=date(2020, 1, 1))
    ways = [factories.MechanismFactory(number=number) for number in (1, 2, 3)]
    first = factories.ProjectPageFactory(
        parent=site.projects,
        title="First",
        countries=[mali, niger],
        mechanisms=[ways[0]],
        start=date(2014, 4, 1),
        end=date(2016, 1, 1),
        experts=[
            Expert(country=niger, kind="partner_country"),
            Expert(country=mali, kind="eu_member_state"),
        ],
    )
    translate_into(first, site.fr)
    translate_into(first, site.es)
    factories.ProjectPageFactory(
        parent=site.projects,
        title="Second",
        countries=[mali],
        mechanisms=[ways[0]],
        start=date(2019, 1, 1),
    )
    factories.ProjectPageFactory(parent=site.projects, title="Third", regions=[region], mechanisms=[ways[2]])
    factories.ProjectPageFactory(
        parent=site.projects, title="Draft", countries=[mali], mechanisms=[ways[1]], live=False
    )
    return {"ways": ways, "region": region, "ldc": ldc}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_project_counts_once_however_many_languages_it_has(
    site, tagged, language, django_assert_num_queries
):
    evidence_of_ways(language)  # the portfolio and the vocabularies are read once
    with django_assert_num_queries(1):
        one, two, three = evidence_of_ways(language)
    figures = one.figures
    assert (figures.projects, len(figures.countries)) == (2, 2)
    assert (figures.first_year, figures.last_year) == (2014, 2019)
    assert two.figures.is_missing
    assert two.example is None
    assert (three.figures.projects, three.figures.countries, three.figures.first_year) == (1, [], None)
    assert [way.example.title for way in (one, three)] == ["Second", "Third"]


def everything(language):
    return Finding(ProjectFilter(), language, portfolio())


def test_groups_are_those_of_today(site, tagged):
    [standing] = everything("en").figures.groups
    assert standing.group.slug == tagged["ldc"].slug
    assert [country.slug for country in standing.now] == ["ml"]


def test_a_group_counts_each_project_once_though_several_countries_are_in_it(site, tagged):
    africa = factories.CountryGroupFactory(name="Africa")
    for slug in ("ml", "ne"):
        Membership.objects.create(group=africa, country=factories.CountryFactory(slug=slug))
    islands = factories.CountryGroupFactory(name="Islands")
    found = evidence_by_group(everything("en"))
    counted = {row.standing.group.slug: row.projects for row in found.found}
    assert counted == {tagged["ldc"].slug: 2, africa.slug: 2}
    assert [group.slug for group in found.without] == [islands.slug]


def test_who_has_left_a_group_since_a_project_is_told_beside_its_members(site, tagged):
    models.CountryGroup.objects.filter(pk=tagged["ldc"].pk).update(history_is_known=True)
    [row] = evidence_by_group(everything("en")).found
    assert ([term.slug for term in row.standing.now], row.projects) == (["ml"], 2)
    # Niger left in 2020; the first project began in 2014.
    assert [(member.country.slug, member.day) for member in row.left] == [("ne", date(2020, 1, 1))]
    models.Membership.objects.filter(country__slug="ml").delete()
    cache.clear()
    [row] = evidence_by_group(everything("en")).found
    assert (row.projects, len(row.left)) == (0, 1)


def test_a_region_counts_its_countries_projects_and_its_own(site, tagged):
    found = evidence_in_region(catalogue("fr").of(models.Region).by_pk(tagged["region"].pk), "fr")
    assert (found.projects, [country.slug for country in found.countries]) == (3, ["ml", "ne"])


def test_only_partners_experts_make_cooperation_triangular(site, tagged):
    assert [country.slug for country in partners_in(everything("en"))] == ["ne"]


def test_the_pages_print_the_count_and_admit_a_gap(site, tagged, client, committed):
    objective = factories.Objective23PageFactory(parent=site.home)
    with committed():
        for number, way in enumerate(tagged["ways"], 1):
            factories.MechanismPageFactory(
                parent=objective, mechanism=way, title=f"Way {number}", slug=f"way-{number}"
            )
    html = client.get("/en/objective-23/").content.decode()
    assert "No project is tagged with this way yet." in html
    first = client.get("/en/objective-23/way-1/").content.decode()
    assert "<dd>2</dd>" in first
    assert "2014–2019" in first
    assert "Experts from outside the European Union came from:" in first
    assert "Niger" in first
    gap = client.get("/en/objective-23/way-2/").content.decode()
    assert "No project is tagged with this way yet." in gap
    assert "Draft" not in gap


def test_the_count_follows_an_edit_at_once(site, tagged, admin, committed):
    from tests.admin_forms import edit_form, save

    assert "<strong>2</strong>" in admin.get("/fr/").content.decode()
    second = ProjectPage.objects.get(title="Second")
    form = edit_form(admin, second)
    form.setlist("mechanisms", [str(tagged["ways"][1].pk)])
    with committed():
        assert save(admin, second, form).status_code == 302
    html = admin.get("/fr/").content.decode()
    assert html.count("<strong>1</strong>") == 3
