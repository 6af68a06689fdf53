"""Addresses of the feeds, below the language. The dot keeps them apart from pages."""

from django.urls import path

from .feeds import NewsAtom, NewsRss

urlpatterns = [
    path("news/atom.xml", NewsAtom(), name="news_atom"),
    path("news/rss.xml", NewsRss(), name="news_rss"),
]
