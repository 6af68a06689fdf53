"""What ``deploy/`` holds does what its comments and the runbook say. The tests run in this order."""

import json
import re
import socket
import ssl
import subprocess
import threading
import time
from http.client import HTTPConnection

import pytest

from tests.production.servers import HOST, PROCESSES, database, eventually
from tests.production.visiting import STAFF, many

ITEM, LIST, HOME = "/en/news/item/", "/en/news/", "/en/"
GZIP = {"Accept_Encoding": "br, gzip"}


def test_a_page_is_kept_by_nginx_in_two_forms(visitor):
    visitor.get(HOME, **GZIP), visitor.get(HOME)
    compressed, plain = visitor.get(HOME, **GZIP), visitor.get(HOME)
    assert (compressed.status, compressed.cache, compressed.headers["Content-Encoding"]) == (
        200,
        "HIT",
        "gzip",
    )
    assert (plain.status, plain.cache, plain.headers["Content-Encoding"]) == (200, "HIT", None)
    assert compressed.text == plain.text
    assert "</html>" in plain.text
    assert plain.headers.get_all("Set-Cookie") is None
    assert "max-age=0" in plain.headers["Cache-Control"]
    again = visitor.get(HOME, If_None_Match=plain.headers["ETag"])
    assert (again.status, again.cache, again.body) == (304, "HIT", b"")
    assert visitor.ask("HEAD", HOME).cache == "HIT"
    assert visitor.get(HOME, Accept_Encoding="gzip;q=0").headers["Content-Encoding"] is None


def test_an_answer_has_each_header_once_and_an_id_of_its_own(visitor):
    answers = [visitor.get(HOME) for _time in range(2)]
    for name in (
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "X-Request-ID",
    ):
        assert len(answers[1].headers.get_all(name) or []) == 1, name
    assert answers[0].headers["X-Request-ID"] != answers[1].headers["X-Request-ID"]
    assert "nginx/" not in answers[1].headers["Server"]


def test_what_is_one_readers_is_never_kept(visitor):
    for headers in (STAFF, {"Authorization": "Basic bm9ib2R5Og=="}):
        answers = [visitor.get(LIST, **headers) for _time in range(2)]
        assert [answer.cache for answer in answers] == ["BYPASS", "BYPASS"]
    assert "private" in visitor.get(LIST, **STAFF).headers["Cache-Control"]
    redirects = [visitor.get("/", Accept_Language=language) for language in ("fr", "es", "fr")]
    assert [answer.headers["Location"] for answer in redirects] == ["/fr/", "/es/", "/fr/"]
    assert [visitor.get("/admin/login/").cache for _time in range(2)] == ["MISS", "MISS"]


def test_nobody_waits_for_others_who_ask_for_the_same_that_is_not_kept(visitor):
    took = []

    def ask() -> None:
        begun = time.monotonic()
        visitor.get("/robots.txt")
        took.append(time.monotonic() - begun)

    threads = [threading.Thread(target=ask) for _reader in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(took) == len(threads)
    assert max(took) < 4  # nginx's lock lets some through every half a second


def test_what_anybody_can_make_up_is_not_kept(deployment, visitor):
    known = f"{LIST}?page=1"
    assert [visitor.get(known).cache for _time in range(2)] == ["MISS", "HIT"]
    pages = {file for file in (deployment.folder / "cache").rglob("*") if file.is_file()}
    for path in (f"{LIST}?a=1", f"{LIST}?page=1&a=1", "/en/nowhere/", "/en/n%65ws/", "/en/news/../news/"):
        assert "HIT" not in [visitor.get(path).cache for _time in range(2)], path
    assert {file for file in (deployment.folder / "cache").rglob("*") if file.is_file()} == pages


def test_an_address_and_a_form_that_look_alike_together_are_not_mixed_up(visitor):
    visitor.get("/en/gzip")
    assert visitor.get("/en/", **GZIP).status == 200


def test_what_a_reader_claims_of_hosts_and_paths_is_not_believed(visitor):
    claims = {
        "X_Forwarded_Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X_Forwarded_Proto": "http",
        "X_Request_ID": "evil-request-id",
        **STAFF,
    }
    answer = visitor.get(HOME, **claims)
    assert answer.status == 200
    assert "evil" not in answer.text + str(answer.headers)
    assert visitor.get(f"{HOME}?evil=1", **STAFF).status == 200


def test_only_https_and_only_the_sites_name_are_answered(deployment, visitor):
    plain = HTTPConnection("127.0.0.1", deployment.http)
    plain.request("GET", "/en/?a=1", headers={"Host": HOST})
    assert plain.getresponse().headers["Location"] == f"https://{HOST}/en/?a=1"
    for name, expected in ((HOST, "h2"), ("evil.example", None)):
        context = ssl.create_default_context(cafile=deployment.folder / "tls/fullchain.pem")
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", deployment.https)) as connection:
            try:
                with context.wrap_socket(connection, server_hostname=name) as secure:
                    agreed = secure.selected_alpn_protocol()
            except ssl.SSLError:
                agreed = None
        assert agreed == expected, name


def test_static_files_are_compressed_beforehand_and_never_asked_for_twice(visitor):
    [stylesheet] = set(re.findall(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', visitor.get(HOME).text))
    answer = visitor.get(stylesheet, **GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ".css" in stylesheet
    assert "@layer" in answer.text


def test_uploads_are_shown_or_taken_away_never_run(deployment, visitor):
    media = deployment.folder / "var/media"
    [picture] = list((media / "images").glob("*.jpg"))[:1]
    (media / "images/page.html").write_text("<script>alert(1)</script>")
    shown, page = visitor.get(f"/media/images/{picture.name}"), visitor.get("/media/images/page.html")
    assert (shown.status, shown.headers["Content-Disposition"]) == (200, None)
    assert (page.status, page.headers["Content-Disposition"]) == (200, "attachment")
    for answer in (shown, page):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    for path in (
        "/media/../tls/privkey.pem",
        "/static/..%2f..%2ftls/privkey.pem",
        "/media../tls/privkey.pem",
    ):
        assert visitor.get(path).status in {400, 404}


def test_of_uploads_only_what_pages_show_is_handed_out(deployment, visitor):
    media = deployment.folder / "var/media"
    originals = {f"original_images/{file.name}" for file in (media / "original_images").iterdir()}
    for name in ("documents/minutes.pdf", "admin_images/thumbnail.jpg"):
        (media / name).parent.mkdir(exist_ok=True)
        (media / name).write_text("%PDF")
    assert originals
    for name in ("documents/minutes.pdf", "admin_images/thumbnail.jpg", *originals):
        for start in (
            "/media/",
            "/media//",
            "//media/",
            "/media/%2f",
            "/media/x/..//",
            "/media/images/../",
            "/media/images/%2e%2e/",
            "/media/images/..%2f",
            "/media/images//../../",
            "/media/images/./../",
            "/media/images../",
        ):
            for headers in ({}, STAFF):
                assert visitor.get(f"{start}{name}", **headers).status in {400, 404}, start + name


def test_what_is_too_large_is_refused_in_the_readers_language(visitor):
    answer = visitor.ask("POST", "/fr/request/send/", Content_Length=str(41 * 1024 * 1024))
    assert answer.status == 413
    assert '<html lang="fr"' in answer.text
    assert visitor.get("/en/" + "a" * 9000).status == 414
    assert visitor.get("/en/", X_Long="a" * 9000).status in {400, 431}


def test_a_publication_is_seen_at_once_by_whoever_asks(deployment, visitor):
    for page in (ITEM, LIST, HOME):
        visitor.get(page), visitor.get(page, **GZIP)
    assert "Before" in visitor.get(LIST).text
    deployment.run("-m", "tests.production.content", "publish", "Afterwards")
    for headers in ({}, GZIP):
        for page in (ITEM, LIST):
            answer = visitor.get(page, **headers)
            assert (answer.status, answer.cache) == (200, "MISS")
            assert "Afterwards" in answer.text
            assert "Before" not in answer.text
            assert visitor.get(page, **headers).cache == "HIT"


def test_a_reload_loses_no_request(deployment, visitor):
    before = deployment.processes()

    def all_are_new() -> bool:
        now = deployment.processes()
        return len(now) == PROCESSES and not now & before

    with many(visitor, HOME) as got:
        time.sleep(1)
        deployment.reload_gunicorn()
        eventually(all_are_new)
        time.sleep(1)
    assert set(got) == {200}, got
    assert got.total() > 20


def test_a_restart_loses_no_request(deployment, visitor):
    """As with a new version: the readers wait in the socket meanwhile."""
    with many(visitor, HOME) as got:
        time.sleep(1)
        deployment.stop_gunicorn()
        deployment.start_gunicorn()
        before = got.total()

        def it_goes_on() -> bool:
            return got.total() > before + 20

        eventually(it_goes_on)
    assert set(got) == {200}, got


def test_without_the_database_kept_pages_are_read_and_afterwards_all_is_well(deployment, visitor):
    for page in (HOME, LIST):
        visitor.get(page), visitor.get(page)
    database("stop")
    try:
        for page in (HOME, LIST):
            answer = visitor.get(page)
            assert (answer.status, answer.cache) == (200, "HIT")
        unkept = visitor.get("/fr/news/")
        assert unkept.status in {500, 503}
        assert '<html lang="fr"' in unkept.text
        assert "Traceback" not in unkept.text
    finally:
        database("start")

    def all_is_well() -> bool:
        return visitor.get("/fr/news/").status == 200 and visitor.get(HOME, **STAFF).status == 200

    eventually(all_is_well)
    deployment.run("-m", "tests.production.content", "publish", "After the database")
    assert "After the database" in visitor.get(LIST).text


def test_without_the_site_kept_pages_are_read_and_others_say_when_to_come_back(deployment, visitor):
    visitor.get(HOME), visitor.get(HOME)
    address = deployment.folder / "web.sock"
    away = address.rename(address.with_name("away.sock"))
    try:
        assert visitor.get(HOME).status == 200
        answer = visitor.get("/es/news/nothing/")
        assert (answer.status, answer.headers["Retry-After"]) == (502, "30")
        assert '<html lang="es"' in answer.text
        [stylesheet] = set(re.findall(r'href="(/static/css/site[^"]+)"', answer.text))
        assert visitor.get(stylesheet).status == 200
    finally:
        away.rename(address)
    assert visitor.get(HOME, **STAFF).status == 200


def test_what_gunicorn_says_is_json_like_the_rest(deployment):
    for line in deployment.gunicorn_log.read_text().splitlines():
        assert json.loads(line)["logger"], line


def test_the_log_says_nothing_of_persons(deployment, visitor):
    visitor.get("/en/request/follow/PrivateToken/?q=SomebodysName", Referer="https://example.org/Whence")
    log = deployment.folder / "log/mieux.log"

    def it_is_written() -> bool:
        return "follow" in log.read_text()

    eventually(it_is_written)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    [asked] = [line for line in lines if "follow" in line["path"]]
    assert asked["path"] == "/en/request/follow/…"
    assert asked["network"] == "127.0.0.0"
    assert not re.search("PrivateToken|SomebodysName|Whence|127.0.0.1", log.read_text())


@pytest.mark.parametrize("kind", ["service", "socket", "timer"])
def test_systemd_understands_the_units(kind, tmp_path):
    """As far as can be told without a running systemd: the programs they start are of another machine."""
    import shutil

    from tests.showcase.serving import ROOT

    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("there is no systemd-analyze on this machine")
    units = tmp_path / "units"
    shutil.copytree(ROOT / "deploy/systemd", units)
    of_a_kind = [str(unit) for unit in units.glob(f"*.{kind}")]
    command = [analyze, "verify", "--man=no", *of_a_kind]
    said = subprocess.run(
        command, env={"SYSTEMD_UNIT_PATH": f"{units}:"}, capture_output=True, text=True
    ).stderr
    complaints = [line for line in said.splitlines() if "is not executable: No such file" not in line]
    assert complaints == []
    if kind == "service":  # at most 1.3 of 10: what it may do that it need not
        for unit in of_a_kind:
            command = [analyze, "security", "--offline=true", "--no-pager", "--threshold=13", unit]
            looked_at = subprocess.run(command, env={"SYSTEMD_UNIT_PATH": f"{units}:"}, capture_output=True)
            assert looked_at.returncode == 0, looked_at.stdout.decode()
