"""The pages under load: 25 rulings a second for so many seconds (60, or as many as the first argument says).

Aims: 95 of 100 answers in 150 ms, no error, memory flat; the home page's first paint in 300 ms; a drawing of 150 boxes
in 200 ms. Two processes answer (`siyar serve --workers 2`; the second argument says how many).

The load is open: each request has its time, kept whatever became of those before it, and a latency is measured from
that time. What is asked is drawn, by a seed, from all cases, doctrines and questions of the library: a case as it is
asked of whoever is asked by default, or of one doctrine or two, or narrowed to these, or with facts supposed, or an
abstract case of a question; nine times out of ten as a page, else through the API.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from measure import MB, machine

from siyar.export.sheet import Item
from siyar.web.drawing import svg
from siyar.workbench import Workbench

RATE = 25
SEED = 8

#: Requests under way at once; far more than a server that keeps up has.
AT_ONCE = 200

#: Seconds between two looks at the memory of the processes.
LOOK = 10


@dataclass(frozen=True, slots=True)
class Request:
    """``api``: whether it goes to the API, as JSON, or is a page."""

    pairs: tuple[tuple[str, str], ...]
    api: bool

    def send(self, link: http.client.HTTPConnection) -> None:
        if not self.api:
            link.request("GET", f"/ruling?{urlencode(self.pairs)}")
            return
        names = {"d": "doctrines", "q": "questions", "given": "given"}
        body: dict[str, object] = {long: [v for n, v in self.pairs if n == name] for name, long in names.items()}
        body["case"] = dict(self.pairs)["case"]
        body["narrowed"] = ("only", "1") in self.pairs
        link.request("POST", "/api/v1/ask", json.dumps(body), {"content-type": "application/json"})


def drawn(bench: Workbench, count: int, seed: int) -> list[Request]:
    """So many requests."""
    by = random.Random(seed)
    cases, doctrines, questions = list(bench.library.cases), list(bench.library.doctrines), list(bench.questions)
    found = []
    for _ in range(count):
        pairs: list[tuple[str, str]] = []
        if by.random() < 0.75:
            pairs.append(("case", by.choice(cases)))
        else:
            pairs += [("case", "a-truce"), ("given", f"the term of the truce is {by.randrange(1, 400)} months")]
        if by.random() < 0.1:
            pairs = [("case", "abstract"), ("q", by.choice(questions))]
        chosen = by.sample(doctrines, by.choice((0, 1, 1, 2)))
        pairs += [("d", one) for one in chosen]
        if chosen and by.random() < 0.3:
            pairs.append(("only", "1"))
        found.append(Request(tuple(pairs), by.random() < 0.1))
    return found


def ask(port: int, request: Request, due: float) -> tuple[float, int]:
    """Seconds from the time the request was due until its answer was read, and the status; 0 for none."""
    link = http.client.HTTPConnection("localhost", port, timeout=30)
    try:
        request.send(link)
        said = link.getresponse()
        said.read()
    except OSError:
        return time.perf_counter() - due, 0
    finally:
        link.close()
    return time.perf_counter() - due, said.status


def children(pid: int) -> list[int]:
    """The processes that answer: those that a supervisor started and that hold the library, or the process itself."""
    found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [one for one in found if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()] or [pid]


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
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    print(f"{machine()}\n")
    bench = Workbench.open()
    requests = drawn(bench, RATE * seconds, SEED)
    warm = drawn(bench, 60, SEED + 1)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from siyar.cli import run; run()", "serve", "--port", "0", "--no-browser"]
        command += ["--workers", str(workers), "--saved", f"{folder}/saved.sqlite3"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            found = re.search(r":(\d+)/", server.stderr.readline())
            assert found is not None
            port = int(found[1])
            try:
                for one in warm:
                    ask(port, one, time.perf_counter())
                report(port, server.pid, requests, workers)
            finally:
                server.terminate()


def report(port: int, pid: int, requests: list[Request], workers: int) -> None:
    answering = children(pid)
    looks: list[tuple[float, list[int]]] = []
    used, began = sum(map(processor, answering)), time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = []
        for number, request in enumerate(requests):
            due = began + number / RATE
            if number % (RATE * LOOK) == 0:
                looks.append((due - began, [memory(one) for one in answering]))
            time.sleep(max(0.0, due - time.perf_counter()))
            asked.append(pool.submit(ask, port, request, due))
        wait(asked)
    looks.append((time.perf_counter() - began, [memory(one) for one in answering]))
    results = [one.result() for one in asked]
    times = sorted(taken for taken, _ in results)
    p50, p95, p99 = (times[min(len(times) - 1, int(len(times) * part))] * 1000 for part in (0.5, 0.95, 0.99))
    errors = sum(not 200 <= status < 300 for _, status in results)
    spent = sum(map(processor, answering)) - used
    print(f"{len(times)} rulings, {RATE} a second, {workers} processes, {len(set(requests))} of them different:")
    print(f"half in {p50:.0f} ms, 95 of 100 in {p95:.0f} ms (aim 150 ms: {'met' if p95 < 150 else 'missed'}), ")
    print(f"99 of 100 in {p99:.0f} ms, the longest {times[-1] * 1000:.0f} ms; {errors} errors ", end="")
    print(f"{dict(sorted((s, sum(x == s for _, x in results)) for s in {x for _, x in results}))};")
    print(f"processor {spent / len(times) * 1000:.0f} ms each.")
    for at, each in (looks[0], looks[len(looks) // 2], looks[-1]):
        print(f"Memory after {at:.0f} s: {', '.join(f'{one / MB:.0f} MB' for one in each)}.")
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
