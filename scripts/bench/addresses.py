"""Which pages are measured, and what each may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    address: str
    queries: int
    """Of a warm process, at either size: what is promised. ``tests/test_query_budgets.py`` is stricter."""
    kilobytes: int
    """Of HTML as sent, compressed; 1000 bytes each."""
    times_bare: float = 0
    """How many times the computing of a bare Wagtail page it may take; 0: not promised."""
    is_template: bool = True
    """Whether it is served and loaded too: one address of each template."""


BARE = "a bare Wagtail page, four levels deep"
"""What others are compared with (``bare/wagtail_page.py``)."""


MANY = (
    "country=bf&country=ci&country=cv&country=gh&country=gn&country=ml&country=ne&country=sn&country=td&country=tg"
    "&objective=gcm-11&objective=gcm-23&objective=gcm-5&objective=gcm-7&way=way-1&way=way-3&way=way-5"
)

ADDRESSES = (
    Budget("/en/", 8, 30, 2),
    Budget("/fr/", 8, 30, 2, is_template=False),
    Budget("/en/objective-23/", 12, 15),
    Budget("/en/objective-23/technical-assistance/", 12, 15, 2),
    Budget("/en/regions/", 12, 20),
    Budget("/en/regions/western-and-central-africa/", 12, 20),
    Budget("/en/countries/", 12, 20),
    Budget("/en/countries/ml/", 12, 15, 2),
    Budget("/en/objectives/", 12, 20),
    Budget("/en/objectives/5/", 12, 15),
    Budget("/en/themes/", 12, 20),
    Budget("/en/themes/protection/", 12, 15),
    Budget("/en/news/", 12, 10),
    Budget("/en/news/costa-rica-v-launch/", 12, 10, 2),
    Budget("/en/practices/", 12, 20),
    Budget("/en/request/", 12, 10),
    Budget("/en/projects/portfolio-00042/", 14, 15, 2),
    Budget("/en/projects/", 14, 10, 2.5),
    Budget("/fr/projects/", 14, 10, 2.5, is_template=False),
    Budget("/en/projects/?sort=title&page=3", 14, 10, 2.5, is_template=False),
    # With a hundred projects these find no full sheet: what they print more is theirs to cost.
    Budget("/en/projects/?country=ml", 14, 10, 2.5, is_template=False),
    Budget("/en/projects/?country=ml&objective=gcm-5&way=way-5", 14, 10, 2.5, is_template=False),
    Budget(f"/en/projects/?{MANY}", 14, 10, 2.5, is_template=False),
    Budget("/en/projects/?q=migration", 14, 10, 2.5, is_template=False),
    Budget("/en/projects/?q=nothing+of+the+kind", 14, 10, 2.5, is_template=False),
    Budget("/en/projects/map/", 14, 30),
    Budget("/en/projects/map/?objective=gcm-5", 14, 30, is_template=False),
    Budget("/en/search/", 12, 10),
    Budget("/en/search/?q=migration", 12, 15, is_template=False),
)
