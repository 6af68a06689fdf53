"""Addresses of the feeds, below the language. The dot keeps them apart from pages."""

from django.urls import path

from core.page_cache import kept_in_cache

from .feeds import NewsAtom, NewsRss

urlpatterns = [
    path("news/atom.xml", kept_in_cache(NewsAtom()), name="news_atom"),
    path("news/rss.xml", kept_in_cache(NewsRss()), name="news_rss"),
]
