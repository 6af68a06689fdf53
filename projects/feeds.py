"""The practices for those who subscribe, one feed per language."""

from core.feeds import ListFeed

from .models import PracticeIndexPage, ProjectPage


class PracticesAtom(ListFeed):
    list_model = PracticeIndexPage
    file_name = "atom.xml"

    def items(self, index: PracticeIndexPage) -> list[ProjectPage]:
        return index.practices()

    def item_name(self, item: ProjectPage) -> str:
        return item.practice_name

    def item_summary(self, item: ProjectPage) -> str:
        return item.summary

    def item_tags(self, item: ProjectPage) -> list[str]:
        return [term.choice_label for name in ("countries", "objectives") for term in item.terms[name]]
