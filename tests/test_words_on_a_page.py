"""The crawl's eye for untranslated texts sees them, and nothing else."""

from tests.words_on_a_page import Words, untranslated_texts

HTML = """
<html lang="fr"><p>Un <b lang="en">two</b> trois<br>quatre</p><img alt="cinq"><script>six</script></html>
"""


def test_it_knows_the_language_of_each_text():
    assert Words(HTML).by_language == {"fr": {"Un", "trois", "quatre", "cinq"}, "en": {"two"}}


def test_it_finds_interface_texts_with_and_without_placeholders():
    untranslated = untranslated_texts("fr")
    assert untranslated.fullmatch("Skip to content")
    assert untranslated.fullmatch("Not in your language yet: anglais")
    assert not untranslated.fullmatch("Aller au contenu")
    assert not untranslated.fullmatch("Mali I")
