"""A real studio follows a store: it switches under load without a lost answer, and draws links of other releases."""

import threading
import time
from pathlib import Path

import requests
from click.testing import CliRunner

from services.cli import main
from services.collection.releases import Release
from tests.live import live_studio
from tests.tiny_release import another_release

GAN = "/api/gan/v1"


def command(*told: str) -> str:
    done = CliRunner().invoke(main, ["release", *told])
    assert done.exit_code == 0, done.output
    return done.output


def once_open(url: str) -> requests.Response:
    """The answer of a release that is opened first: on a busy machine that is told, and asked for again."""
    until = time.monotonic() + 60
    while (answer := requests.get(url, timeout=30)).status_code == 503 and time.monotonic() < until:
        time.sleep(int(answer.headers["Retry-After"]))
    return answer


def test_a_studio_switches_while_it_answers_and_goes_back(release: Release, pages: Path, tmp_path: Path) -> None:
    store, second = str(tmp_path / "store"), tmp_path / "second"
    newer = another_release(release, second).id
    command("publish", str(release.root), "--in", store)
    command("publish", str(second), "--in", store)
    for one in (newer, release.id):
        command("activate", one, "--in", store)
    assert f"* {release.id}" in command("list", "--in", store)
    told = {"STUDIO_RELEASES": store, "STUDIO_FRONTEND": str(pages), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    with live_studio(**told) as studio:
        old_link = requests.get(f"{studio.url}{GAN}/artworks/work-1/seed", timeout=30).json()["image"]
        unheard_of = f"{studio.url}{GAN}/images/0123456789ab.1000.64.{'A' * 374}.jpg"  # makes it look at once
        answers: list[int] = []
        done = threading.Event()

        def visit() -> None:
            while not done.is_set():
                answers.append(requests.get(f"{studio.url}{GAN}/artworks/work-2/rendering.jpg?size=64").status_code)

        visitor = threading.Thread(target=visit)
        visitor.start()
        before = old_link.replace(release.id, newer)  # of a release that this process has never served
        assert once_open(studio.url + before).headers["Gen-Recipe"] in before
        for wanted, switch in ((newer, ("activate", newer)), (release.id, ("rollback",))):
            command(*switch, "--in", store)
            until = time.monotonic() + 60
            while requests.get(f"{studio.url}{GAN}/model", timeout=30).json()["release"] != wanted:
                assert time.monotonic() < until
                assert requests.get(unheard_of, timeout=30).status_code == 404
            assert requests.get(studio.url + old_link, timeout=30).status_code == 200
        command("remove", newer, "--in", store)
        until = time.monotonic() + 60
        while (gone := requests.get(studio.url + before, timeout=30)).status_code == 200:
            assert time.monotonic() < until
            requests.get(unheard_of, timeout=30)
        assert (gone.status_code, gone.json()["title"]) == (410, "Gone")
        done.set()
        visitor.join()
        assert set(answers) == {200}
        assert studio.stop() == 0
