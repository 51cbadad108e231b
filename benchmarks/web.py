"""The pages under load: 25 rulings a second for so many seconds (60, or as many as the first argument says).

Aims: 95 of 100 answers in 150 ms, no error, memory flat; the home page's first paint in 300 ms; a drawing of 150 boxes
in 200 ms. One process answers, as `siyar serve` does.
"""

from __future__ import annotations

import http.client
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from itertools import cycle, islice
from pathlib import Path

from measure import MB, machine

from siyar.export.sheet import Item
from siyar.web.drawing import svg

RATE = 25
CASES = ("hudaybiyya", "banu-qaynuqa-squadron", "quzman-at-uhud", "a-truce", "hudaybiyya-broken")
ASKED = [
    *(f"/ruling?case={case}" for case in CASES),
    *(f"/ruling?case={case}&d=hizb-qa&only=1" for case in CASES),
    "/ruling?case=a-truce&given=Eastland+is+Muslim",
    "/ruling?case=a-truce&given=Eastland+is+not+Muslim&d=hanafi",
    *(f"/ruling?case=a-truce&d=hizb-qa&given=the+term+of+the+truce+is+{n}+years" for n in range(1, 40)),
]


def ask(port: int, address: str) -> tuple[float, int]:
    began = time.perf_counter()
    link = http.client.HTTPConnection("localhost", port, timeout=30)
    try:
        link.request("GET", address)
        said = link.getresponse()
        said.read()
    except OSError:
        return time.perf_counter() - began, 0
    finally:
        link.close()
    return time.perf_counter() - began, said.status


def memory(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) * 1024 if found else 0


def processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def first_paint(port: int) -> float | None:
    """Milliseconds, in a browser that has kept nothing."""
    browser = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    if browser is None:
        return None
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        found = []
        for _ in range(5):
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"http://localhost:{port}/")
            page.wait_for_timeout(400)
            found.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            context.close()
        chromium.close()
    return float(statistics.median(found))


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{machine()}\n")
    command = [sys.executable, "-c", "from siyar.cli import run; run()", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = re.search(r":(\d+)/", server.stderr.readline())
        assert found is not None
        port = int(found[1])
        try:
            report(port, server.pid, seconds)
        finally:
            server.terminate()


def report(port: int, pid: int, seconds: int) -> None:
    for address in ASKED[:12]:
        ask(port, address)
    results: list[tuple[float, int]] = []
    before, used, began = memory(pid), processor(pid), time.perf_counter()
    threads = []
    for number, address in enumerate(islice(cycle(ASKED), RATE * seconds)):
        time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        thread = threading.Thread(target=lambda a=address: results.append(ask(port, a)))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    times = sorted(taken for taken, _ in results)
    p95 = times[int(len(times) * 0.95)]
    errors = sum(status != 200 for _, status in results)
    spent = processor(pid) - used
    print(f"{len(times)} rulings in {seconds} s, {RATE} a second: median {statistics.median(times) * 1000:.0f} ms, ")
    print(f"95 of 100 in {p95 * 1000:.0f} ms (aim 150 ms: {'met' if p95 < 0.15 else 'missed'}), {errors} errors;")
    after = memory(pid)
    print(f"processor {spent / len(times) * 1000:.0f} ms each; memory {before / MB:.0f} MB, then {after / MB:.0f} MB.")
    paint = first_paint(port)
    if paint is not None:
        print(f"First paint of the home page: {paint:.0f} ms (aim 300 ms: {'met' if paint < 300 else 'missed'}).")
    tree = Item(
        "root", tuple(Item(f"reason {n}", tuple(Item(f"fact {n}.{m} of a case") for m in range(13))) for n in range(10))
    )
    taken = []
    for _ in range(10):
        at = time.perf_counter()
        svg("a drawing", [tree])
        taken.append(time.perf_counter() - at)
    print(f"A drawing of 141 boxes: {statistics.median(taken) * 1000:.1f} ms (aim 200 ms).")


if __name__ == "__main__":
    main()
