"""The contracts of pyproject.toml hold, cover every module, and would notice a breach."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS: dict[str, dict[str, Any]] = {contract["id"]: contract for contract in SETTINGS["contracts"]}

#: Each heavy dependency and the one module or package that may import it.
DOORS = {
    "markdown_it": "siyar.language.markdown",
    "typer": "siyar.cli",
    "rich": "siyar.cli",
    "starlette": "siyar.web",
    "jinja2": "siyar.web",
    "uvicorn": "siyar.web",
    "fastapi": "siyar.web",
}


def lint(config: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    options = ["--config", str(config), "--no-cache", "--no-logo"]
    return subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    found = lint(ROOT / "pyproject.toml")
    assert found.returncode == 0, found.stdout


def test_every_module_has_a_storey() -> None:
    assert CONTRACTS["storeys"]["exhaustive"]
    assert CONTRACTS["storeys"]["containers"] == ["siyar"]


@pytest.mark.parametrize("package", DOORS)
def test_a_heavy_dependency_has_one_door(package: str) -> None:
    (contract,) = (c for c in CONTRACTS.values() if package in c.get("forbidden_modules", ()))
    opened = {
        line.split(" -> ")[0].removesuffix(".**") for line in contract["ignore_imports"] if line.endswith(package)
    }
    assert opened == {DOORS[package]}


def test_engines_never_meet() -> None:
    written = {path.stem for path in (ROOT / "src/siyar/engines").iterdir() if path.suffix == ".py" or path.is_dir()}
    engines = written - {"__init__", "__pycache__", "protocol"}
    assert {name.rsplit(".", 1)[1] for name in CONTRACTS["engines-apart"]["modules"]} == engines


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        ('type = "layers"\nlayers = ["siyar.source", "siyar.model"]', "siyar.model.rules -> siyar.source"),
        (
            'type = "forbidden"\nsource_modules = ["siyar"]\nforbidden_modules = ["markdown_it"]',
            "siyar.language.markdown -> markdown_it",
        ),
    ],
    ids=["storeys turned over", "no door for markdown"],
)
def test_a_breach_is_noticed(contract: str, said: str, tmp_path: Path) -> None:
    config = tmp_path / "contracts.toml"
    head = '[tool.importlinter]\nroot_package = "siyar"\ninclude_external_packages = true\n'
    config.write_text(f'{head}[[tool.importlinter.contracts]]\nname = "a breach"\n{contract}\n', encoding="utf-8")
    found = lint(config)
    assert found.returncode == 1
    assert said in found.stdout


def test_asking_for_the_version_loads_nothing_heavy() -> None:
    """A package whose import costs something is imported where it is used, not by importing siyar."""
    code = "import sys, siyar; print(sorted(set(sys.modules) & {'lark', 'markdown_it', 'typer', 'rich', 'clingo'}))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
