"""What tests are made of. Each test makes only its own data."""

from datetime import date

import factory
import wagtail_factories
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale

from assistance.models import (
    Actor,
    AssistanceRequest,
    IntakeState,
    RequestInstitution,
    RequestPage,
    StageEntry,
)
from core.models import Figure, SiteText
from explore.models import CountryIndexPage, ObjectiveIndexPage, OpenDataPage, ThemeIndexPage
from home.models import ContentPage, HomePage, MechanismPage, Objective23Page
from news.models import NewsIndexPage, NewsPage
from projects.models import PracticeIndexPage, ProjectIndexPage, ProjectPage, RegionIndexPage, RegionPage
from search.models import SearchPage
from users.models import User
from vocabularies import models as vocabularies


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"user-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    is_staff = True


def user_who(may=(), at=None, also=()):
    """Someone of the staff: page permissions ``may`` below the page ``at``, other permissions ``also``."""
    group = Group.objects.create(name=f"who may {' '.join([*may, *also])}")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *also]))
    for codename in may:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=at, permission=permission)
    user = UserFactory()
    user.groups.add(group)
    return user


def member_of(name):
    """Someone of the staff with the role ``name``."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=name))
    return user


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "MIEUX+"
    slug = "start"
    lead = "A programme that helps when asked."
    introduction = "<p>It began in 2009.</p>"


class ContentPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ContentPage

    title = "About"
    lead = "About the programme."


class Objective23PageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = Objective23Page

    title = "Objective 23"
    slug = "objective-23"
    lead = "Cooperation."


class MechanismFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.Mechanism

    number = factory.Sequence(lambda number: number + 1)
    slug = factory.LazyAttribute(lambda tag: f"way-{tag.number}")
    name = factory.LazyAttribute(lambda tag: f"Way {tag.number}")
    path = factory.LazyAttribute(lambda tag: f"path-{tag.number}")


class MechanismPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = MechanismPage

    title = "A way"
    argument = "<p>The argument.</p>"
    mechanism = factory.SubFactory(MechanismFactory)


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.Region

    slug = factory.Sequence(lambda number: f"region-{number}")
    name = factory.Sequence(lambda number: f"Region {number}")


class CountryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.Country
        django_get_or_create = ("slug",)

    slug = "ml"
    name = factory.LazyAttribute(lambda tag: tag.slug.upper())


class CountryGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.CountryGroup

    slug = factory.Sequence(lambda number: f"group-{number}")
    name = factory.Sequence(lambda number: f"Group {number}")
    source = "A list."


class ObjectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.Objective
        django_get_or_create = ("slug",)

    number = factory.Sequence(lambda number: number + 1)
    slug = factory.LazyAttribute(lambda tag: f"gcm-{tag.number}")
    name = factory.LazyAttribute(lambda tag: f"Objective {tag.number}")


class SdgFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.Sdg

    number = factory.Sequence(lambda number: number + 1)
    slug = factory.LazyAttribute(lambda tag: f"sdg-{tag.number}")
    name = factory.LazyAttribute(lambda tag: f"Goal {tag.number}")
    colour = "#DD1367"
    text_colour = "#FFFFFF"


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = vocabularies.Theme

    slug = factory.Sequence(lambda number: f"theme-{number}")
    name = factory.Sequence(lambda number: f"Theme {number}")


class ProjectIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ProjectIndexPage

    title = "Projects"
    slug = "projects"
    show_in_menus = True


TAG_FIELDS = ("countries", "regions", "mechanisms", "objectives", "themes", "areas", "sdgs")


class ProjectPageFactory(wagtail_factories.PageFactory):
    """A project. Tags are given as lists: ``ProjectPageFactory(parent=…, countries=[mali])``."""

    class Meta:
        model = ProjectPage

    title = factory.Sequence(lambda number: f"Project {number}")
    summary = "They asked, and it was done."
    request = "<p>They asked for a strategy.</p>"
    status = "completed"

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        related = {
            name: kwargs.pop(name)
            for name in (*TAG_FIELDS, "institutions", "experts", "activities", "sources")
            if name in kwargs
        }
        page = model_class(**kwargs)
        for name, values in related.items():
            getattr(page, name).set(values)
        parent.add_child(instance=page)
        return page


def published_project(projects: ProjectIndexPage) -> ProjectPage:
    """Mali I, by the first of the five ways, as its readers have it."""
    page = ProjectPageFactory(
        parent=projects,
        title="Mali I",
        slug="mali-i",
        countries=[CountryFactory(slug="ml")],
        mechanisms=[MechanismFactory(number=1)],
    )
    page.save_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


class RegionIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = RegionIndexPage

    title = "Regions"
    slug = "regions"


class RegionPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = RegionPage

    title = "A region"
    region = factory.SubFactory(RegionFactory)


class CountryIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = CountryIndexPage

    title = "Countries"
    slug = "countries"


class ObjectiveIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ObjectiveIndexPage

    title = "Objectives"
    slug = "objectives"


class OpenDataPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = OpenDataPage

    title = "Open data"
    slug = "open-data"
    lead = "All projects, as files."


class ThemeIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ThemeIndexPage

    title = "Themes"
    slug = "themes"


class PracticeIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PracticeIndexPage

    title = "Practices"
    slug = "practices"
    lead = "What projects left behind."


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsIndexPage

    title = "News"
    slug = "news"


class NewsPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda number: f"News {number}")
    lead = "It happened."


class RequestPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = RequestPage

    title = "Request support"
    slug = "request"
    intake_state = IntakeState.OPEN
    intake_message = "Requests are welcome."
    who = "<p>National authorities.</p>"


class AssistanceRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssistanceRequest
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda number: f"ML-2026-{number + 1:04}")
    submission_key = factory.Sequence(lambda number: f"{number:064}")
    language = "en"
    country = factory.SubFactory(CountryFactory)
    contact_name = "Awa Diop"
    contact_function = "Head of unit"
    contact_email = "awa@ministry.example"
    contact_phone = "+223 20 00 00 00"
    problem = "There is no strategy."
    change = "A strategy."
    consent_version = "1"
    retain_until = date(2099, 1, 1)

    @factory.post_generation
    def received(request, create, extracted, **kwargs):
        StageEntry.objects.create(request=request, stage=request.stage, actor=Actor.PARTNER)
        RequestInstitution.objects.create(
            request=request, name="Ministry of Labour", kind="national_authority"
        )


class SiteTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteText

    locale = factory.LazyFunction(Locale.get_default)
    about = "About the programme."
    funding_statement = "Funded by the European Union"
    disclaimer = "The sole responsibility of ICMPD."


class FigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Figure

    locale = factory.LazyFunction(Locale.get_default)
    code = factory.Sequence(lambda number: f"figure-{number}")
    value = 188
    as_of = date(2024, 3, 1)
    label = "requests received"
    source = "A report"


class ImageFactory(wagtail_factories.ImageFactory):
    """A real picture of 1200 by 800, which may be shown. Its renditions are made on commit."""

    consent = "nobody"
    file = factory.django.ImageField(width=1200, height=800, color="teal")


class SearchPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = SearchPage

    title = "Search"
    slug = "search"
