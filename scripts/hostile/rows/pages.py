"""The addresses that are attacked: of the showcase (``tests/showcase/building.py``)."""

HOME, FINDER, REQUEST = "/en/", "/en/projects/", "/en/request/"
PAGES = (
    HOME,
    FINDER,
    "/en/projects/map/",
    "/en/projects/everything/",
    "/en/practices/",
    "/en/regions/a-region/",
    "/en/countries/ml/",
    "/en/objectives/7/",
    "/en/themes/development/",
    "/en/objective-23/",
    "/en/news/",
    "/en/news/every-block/",
    "/en/open-data/",
    "/en/search/",
    "/en/about/",
    REQUEST,
    "/en/request/check/",
    "/en/request/letter/",
    "/en/request/send/",
    "/en/request/follow/",
)
"""One of each kind that the public site has."""
LISTS = (FINDER, "/en/projects/map/", "/en/news/", "/en/search/", "/en/practices/", "/en/request/check/")
"""Pages that read parameters."""
FORMS = ("/en/request/letter/", "/en/request/send/", "/en/request/follow/")
"""Pages that take forms from anybody."""
FILES = (
    "/en/projects/projects.csv",
    "/en/projects/projects.xlsx",
    "/en/projects/projects.json",
    "/en/projects/atom.xml",
    "/en/projects/projects.iati.xml",
)
"""Of the open data: they read the finder's parameters."""
OTHER_FILES = (
    "/en/projects/projects.schema.json",
    "/en/projects/codes.json",
    "/en/practices/practices.csv",
    "/en/practices/practices.json",
    "/en/practices/atom.xml",
    "/en/news/atom.xml",
    "/en/news/rss.xml",
    "/sitemap.xml",
    "/robots.txt",
)
SIGNED = "eyJhIjoxfQ:1tXYZa:hostile9AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""A private link's token in form, which nobody gave out."""
