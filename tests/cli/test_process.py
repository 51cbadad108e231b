"""What only a process of its own shows: pipes that close, exit statuses as the shell sees them."""

from __future__ import annotations

import os
import subprocess
import sys

COMMAND = [sys.executable, "-c", "from siyar.cli import main; main()"]


def test_a_reader_who_leaves_early_hears_no_complaint() -> None:
    with subprocess.Popen([*COMMAND, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        err = ran.stderr.read()
        status = ran.wait(timeout=60)
    assert err == b""
    assert status == 0


def test_the_shell_sees_the_status() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    for arguments, status in ((["ask", "nowhere"], 1), (["ask"], 2)):
        ran = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, env=environment)
        assert ran.returncode == status
        assert ran.stdout == b""
        assert b"Traceback" not in ran.stderr


def test_a_terminal_that_knows_no_arabic_is_written_to_all_the_same() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run([*COMMAND, "show", "hizb-qa/fire-of-the-polytheists"], capture_output=True, env=environment)
    assert b"Traceback" not in ran.stderr
    assert ran.returncode == 0
