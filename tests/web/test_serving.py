"""`siyar serve` as a process: it answers, writes no address to a log, and says what is missing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

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
