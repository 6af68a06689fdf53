"""Backup and restore of databases and folders that are really there, on what the tests run on."""

import io
import json
import resource
import tarfile

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from assistance import drafts, services, vault
from assistance.models import Actor, FileRole, RequestFile
from core.caching import content_version
from core.stored_files import all_files
from images.models import CustomImage
from operations.backup import archive as archives
from operations.backup import database, making
from tests import factories
from tests.own_databases import Databases, connected_to
from tests.sent_files import pdf

LETTER = pdf()


@pytest.fixture(scope="module")
def databases(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        made = Databases(tmp_path_factory.mktemp("databases"), "backup")
        yield made
        made.drop()


def stores(folder, private="django.core.files.storage.FileSystemStorage"):
    at = {"OPTIONS": {"location": str(folder / "private")}} if "FileSystem" in private else {}
    return django_settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "media")},
        },
        "private": {"BACKEND": private, **at},
    }


@pytest.fixture
def in_use(databases, settings, tmp_path):
    """A site with pictures, a request with a sealed letter and a form that was begun. Gives its database."""
    settings.STORAGES = stores(tmp_path / "in-use")
    name = databases.copy()
    with connected_to(name):
        image = factories.ImageFactory(title="Agadez")
        image.get_rendition("width-40")
        key = vault.new_key()
        letter = services.NewFile(
            FileRole.LETTER, "l.pdf", "application/pdf", len(LETTER), "0" * 64, vault.put(LETTER, key), key
        )
        services.add_files(factories.AssistanceRequestFactory(), [letter], Actor.PARTNER)
        drafts.save(drafts.Draft(drafts.new_token(), {"problem": ["Typed"]}))
    return name


@pytest.fixture
def backup(in_use, tmp_path):
    with connected_to(in_use):
        call_command("backup", tmp_path / "site.tar", stdout=io.StringIO())
    return tmp_path / "site.tar"


def rows():
    """Every row of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = sorted(repr(row) for row in cursor.fetchall())
        return found


def files():
    found = {}
    for alias in ("default", "private"):
        for name in all_files(storages[alias]):
            with storages[alias].open(name) as file:
                found[alias, name] = file.read()
    return found


def everything(name):
    with connected_to(name):
        return rows(), files()


def restore(name, path, **options):
    said = io.StringIO()
    with connected_to(name):
        call_command("restore", path, stdout=said, **options)
    return said.getvalue()


def rewritten(path, change):
    """The archive with its manifest changed."""
    other = path.with_name("rewritten.tar")
    with tarfile.open(path) as source, tarfile.open(other, "w") as target:
        for member in source:
            content = source.extractfile(member).read()
            if member.name == archives.MANIFEST:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
                member.size = len(content)
            target.addfile(member, io.BytesIO(content))
    return other


def test_every_row_and_every_file_is_there_again_on_an_empty_place(
    in_use, backup, databases, settings, tmp_path
):
    before = everything(in_use)
    assert len(before[0]) > 80 and {place for place, _name in before[1]} == {"default", "private"}
    settings.STORAGES = stores(tmp_path / "new", private="django.core.files.storage.InMemoryStorage")
    new = databases.empty()
    version = content_version()
    said = restore(new, backup)
    assert everything(new) == before
    assert "WARNING" not in said and "migrate" not in said
    assert content_version() != version
    with connected_to(new):
        [file] = RequestFile.objects.all()
        assert vault.get(file.stored_as, vault.unwrap(file.wrapped_key)) == LETTER
        last = max(get_user_model().objects.values_list("pk", flat=True), default=0)
        assert factories.UserFactory().pk > last  # numbers go on where they were
        assert CustomImage.objects.get(title="Agadez").get_rendition("width-40").file.size


def test_what_is_there_is_replaced_only_if_that_is_said(in_use, backup, databases, settings, tmp_path):
    before = everything(in_use)
    with connected_to(in_use):
        factories.UserFactory(username="later")
        CustomImage.objects.get().delete()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE of_a_later_version (x integer)")
        for alias in ("default", "private"):
            storages[alias].save("later/file.txt", ContentFile(b"later"))
        name = next(all_files(storages["private"], next(iter(storages["private"].listdir("")[0]))))
        storages["private"].delete(name)
        storages["private"].save(name, ContentFile(b"another content"))
    now = everything(in_use)
    with pytest.raises(CommandError, match="database is not empty"):
        restore(in_use, backup)
    with pytest.raises(CommandError, match="storage “default” is not empty"):
        restore(databases.empty(), backup)
    assert everything(in_use) == now
    restore(in_use, backup, replace=True)
    assert everything(in_use) == before


def test_what_fails_leaves_everything_as_it_was(in_use, backup, databases, settings, tmp_path, monkeypatch):
    with connected_to(in_use):
        factories.UserFactory(username="later")
        CustomImage.objects.get().delete()
    before = everything(in_use)

    def refused(path, why):
        with pytest.raises(CommandError, match=why):
            restore(in_use, path, replace=True)
        assert everything(in_use) == before

    content = backup.read_bytes()
    damaged = tmp_path / "damaged.tar"
    middle = content.index(b"private/") + 700
    for broken in (
        content[: len(content) // 2],
        content[:middle] + b"\0changed" + content[middle + 8 :],
        b"",
    ):
        damaged.write_bytes(broken)
        refused(damaged, "damaged")
    refused(tmp_path / "nowhere.tar", "No such file")
    # The database's copy itself is sound here; that it is not what it should be is found last.
    refused(rewritten(backup, lambda manifest: manifest["rows"].update(users_user=77)), "all is as before")
    refused(rewritten(backup, lambda manifest: manifest.update(vendor="oracle")), "oracle")
    refused(rewritten(backup, lambda manifest: manifest.update(format=2)), "format 2")

    saved, save = [], storages["default"].save

    def disk_full(name, content, **options):
        if saved:
            raise OSError(28, "No space left on device")
        saved.append(save(name, content, **options))
        return saved[0]

    monkeypatch.setattr(storages["default"], "save", disk_full)
    refused(backup, "No space left")
    assert saved


def test_an_archive_cannot_write_anywhere_else(backup, databases, settings, tmp_path):
    settings.STORAGES = stores(tmp_path / "new")

    def upwards(manifest):
        manifest["files"]["media/../../evil"] = manifest["files"]["database"]

    with pytest.raises(CommandError, match="evil"):
        restore(databases.empty(), rewritten(backup, upwards))


def test_what_is_stored_while_it_is_made_is_whole(in_use, tmp_path, monkeypatch):
    """A file and its row, after the files were read and before the database is."""
    dump = database.copier().dump

    class Busy:
        version = staticmethod(database.copier().version)

        @staticmethod
        def dump(into):
            storages["default"].save("images/new.jpg", ContentFile(b"new"))
            with open(storages["default"].path("half.txt"), "ab") as half:
                half.write(b" and the rest")
            return dump(into)

    with connected_to(in_use):
        storages["default"].save("half.txt", ContentFile(b"half"))
        monkeypatch.setattr(making, "copier", lambda: Busy)
        call_command("backup", tmp_path / "busy.tar", stdout=io.StringIO())
    with archives.opened(tmp_path / "busy.tar") as archive:
        archive.verify()
        assert archive.read("media/images/new.jpg").read() == b"new"
        assert archive.read("media/half.txt").read() == b"half and the rest"


def test_no_key_is_in_it_nor_what_is_sealed(in_use, databases, settings, tmp_path):
    settings.REQUEST_KEYS = ["a-key-that-seals-requests"]
    settings.SECRET_KEY = "a-key-that-signs-links"
    with connected_to(in_use):
        call_command("backup", tmp_path / "site.tar", stdout=io.StringIO())
    content = (tmp_path / "site.tar").read_bytes()
    for secret in (b"a-key-that", LETTER, b"Typed"):
        assert secret not in content
    assert (tmp_path / "site.tar").stat().st_mode & 0o077 == 0
    settings.REQUEST_KEYS = ["another"]
    settings.STORAGES = stores(tmp_path / "new")
    assert "WARNING: 1 of the keys" in restore(databases.empty(), tmp_path / "site.tar")


def test_the_oldest_archives_go_and_nothing_else(in_use, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in (
        "mieux-20260101T000000Z.tar",
        "mieux-20260102T000000Z.tar",
        "mieux-20260101T000000Z.tar.part",
    ):
        (folder / name).touch()
    (folder / "kept-by-hand.tar").touch()
    with connected_to(in_use):
        call_command("backup", folder, keep=2, stdout=io.StringIO())
        names = {file.name for file in folder.iterdir()}
        assert len(names) == 3 and {"mieux-20260102T000000Z.tar", "kept-by-hand.tar"} < names
        with pytest.raises(CommandError, match="no backup is written over"):
            call_command("backup", folder / "kept-by-hand.tar")


@pytest.mark.django_db  # none of it is used; without one such test no database is made for the others
def test_what_is_asked_must_make_sense(tmp_path):
    with pytest.raises(CommandError, match="needs a folder"):
        call_command("backup", tmp_path / "site.tar", keep=1)
    with pytest.raises(CommandError, match="at least 1"):
        call_command("backup", str(tmp_path), "--keep=0")


def test_a_disk_that_is_full_leaves_no_half_archive(in_use, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with connected_to(in_use):
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with pytest.raises(CommandError, match="NOT backed up"):
                call_command("backup", folder, keep=1)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(folder.iterdir()) == []
