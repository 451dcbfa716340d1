"""The running server: what it answers, what it refuses, and that it stops at once."""

import http.client
import json
from urllib.parse import urlsplit

import pytest
from browsing import Server
from playwright.sync_api import expect


def ask(url, path="/", **headers):
    """Status, headers and body of a request as anybody could send it."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    line.putrequest("GET", path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        line.putheader(name, value)
    line.endheaders()
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_the_page_is_answered_to_itself_only(server):
    status, headers, body = ask(server.url)
    assert status == 200
    assert b"solara.dev" not in body.replace(b"https://solara.dev/documentation", b"")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert ask(server.url, Host="evil.example")[0] == 403
    assert ask(server.url, Origin="http://evil.example")[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/eastsea/web/../page.py",
        "/eastsea/web/%2e%2e/page.py",
        "/eastsea/download/guess",
        "/static/../../pyproject.toml",
    ],
)
def test_nothing_beside_the_parts_of_the_page_can_be_read(server, path):
    status, _, body = ask(server.url, path)
    assert status in (404, 200)
    assert b"class Tab" not in body
    assert b"[project]" not in body
    if "eastsea" in path:
        assert status == 404


def test_parts_of_the_page_have_their_types(server):
    assert ask(server.url, "/eastsea/web/main.js")[1]["content-type"].startswith("text/javascript")
    status, headers, body = ask(server.url, "/eastsea/plotly.min.js", **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert len(body) < 2_000_000
    assert ask(server.url, "/eastsea/plotly.min.js", **{"If-None-Match": headers["etag"]})[0] == 304
    assert json.loads(ask(server.url, "/eastsea/web/eastasia.json")[2])["rings"]["KOR"]


@pytest.mark.long
def test_solaraviz_shows_the_same_board_and_the_command_stops_with_a_page_open(chromium, folder):
    running = Server(folder, "triangle", "--solaraviz", "--seed", "2")
    context = chromium.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(running.url, wait_until="commit")
    page.wait_for_selector('[data-board][data-month="0"]', timeout=60_000)
    page.get_by_role("button", name="Step", exact=True).click()
    page.wait_for_selector('[data-board][data-month="1"]')
    expect(page.locator("[data-panel=matrix] button").first).to_be_visible()
    page.get_by_role("button", name="Reset", exact=True).click()
    page.wait_for_selector('[data-board][data-month="0"]')
    assert running.stop() == 0
    context.close()
    assert [url for url in asked if not url.startswith((running.url, "data:", "blob:"))] == []
