"""`siyar serve` as a process: it answers, writes no address to a log, and says what is missing."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

from siyar.web.saving import Store
from tests.web.test_writing import CASE

SIYAR = [sys.executable, "-c", "from siyar.cli import run; run()"]


def test_it_answers_and_logs_nothing_of_a_case() -> None:
    command = [*SIYAR, "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            found = re.search(r"http://localhost:\d+/", running.stderr.readline())
            assert found
            with urllib.request.urlopen(f"{found[0]}case?case=a-truce", timeout=20) as said:
                assert said.status == 200
                assert b"a truce" in said.read().lower()
        finally:
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=20)
        assert "a-truce" not in out + err


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the processes of a process are listed in /proc")
def test_several_processes_lose_nothing_that_one_of_them_confirmed(tmp_path: Path) -> None:
    """Two answer; texts are saved through both, one is killed in the midst of it, and all that was confirmed is there.

    A save over an older version is refused whichever process made the newer one.
    """
    file = tmp_path / "saved.sqlite3"
    command = [*SIYAR, "serve", "--port", "0", "--no-browser", "--workers", "2", "--saved", str(file)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            found = re.search(r"http://localhost:(\d+)/", running.stderr.readline())
            assert found
            window = _Window(int(found[1]))
            answering = _answering(running.pid)
            assert len(answering) == 2
            confirmed: list[tuple[int, str]] = []
            for number in range(5):
                if number == 2:
                    os.kill(answering[0], signal.SIGKILL)
                status, id = window.save(number)
                if status == 303:
                    confirmed.append((number, id))
            assert len(confirmed) >= 4  # at most the one that was being answered is lost, and it was not confirmed
            store = Store(file)
            for number, id in confirmed:
                kept = store.get(id)
                assert kept is not None
                assert f"title  Number {number}" in kept.text
            _, id = confirmed[-1]
            assert window.save(20, id=id, version="1")[0] == 303
            assert window.save(21, id=id, version="1")[0] == 409
            kept = store.get(id)
            assert kept is not None
            assert (kept.version, "title  Number 20" in kept.text) == (2, True)
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)


def _answering(pid: int) -> list[int]:
    """The processes that a supervisor started to answer, once they are there."""
    until = time.monotonic() + 60
    found: list[int] = []
    while len(found) < 2 and time.monotonic() < until:
        every = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = [int(one) for one in every if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
        time.sleep(0.1)
    return found


class _Window:
    """A window in which texts are saved; each request is a connection of its own, to whichever process takes it."""

    def __init__(self, port: int) -> None:
        self.port = port
        _, headers, body = self._ask("GET", "/write")
        self.cookie = headers["set-cookie"].partition(";")[0]
        form = re.search(r'name="form" value="([0-9a-f]+)"', body)
        assert form
        self.form = form[1]

    def save(self, number: int, **more: str) -> tuple[int, str]:
        """The status, 0 for no answer; and the id under which it was saved."""
        text = CASE.format(title=f"Number {number}")
        sent = urlencode({"form": self.form, "text": text, "do": "save", **more})
        try:
            status, headers, _ = self._ask("POST", "/write", sent)
        except (OSError, http.client.HTTPException):
            return 0, ""
        return status, headers.get("location", "").rpartition("id=")[2]

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, http.client.HTTPMessage, str]:
        link = http.client.HTTPConnection("localhost", self.port, timeout=120)
        kind = {"content-type": "application/x-www-form-urlencoded"} if body else {}
        link.request(method, path, body or None, {"cookie": getattr(self, "cookie", ""), **kind})
        said = link.getresponse()
        words = said.read().decode()
        link.close()
        return said.status, said.headers, words


def test_without_the_extra_one_line_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['starlette'] = None; sys.modules['uvicorn'] = None; import siyar.cli; siyar.cli.main()"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, "serve", "--no-browser"], capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert said.stderr.strip() == 'siyar serve needs the extra `web`: pip install "siyar[web]"'


def test_a_port_that_is_taken_is_said() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*SIYAR, "serve", "--port", port, "--no-browser"]
        said = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"}
        )
    assert said.returncode == 2
    assert "choose another with --port" in said.stderr


@pytest.fixture(autouse=True)
def _server_is_installed() -> None:
    pytest.importorskip("uvicorn", reason='needs the extra web: pip install "siyar[web]"')
