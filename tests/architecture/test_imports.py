"""Imports run one way: the contracts hold here, and each would break if code broke it."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("services", "gan_api", "search_api")


def lint_imports(folder: Path) -> tuple[int, str]:
    """Check the packages in `folder` by the contracts of its pyproject.toml."""
    tool = Path(sys.executable).parent / "lint-imports"
    checked = subprocess.run(
        [str(tool), "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    return checked.returncode, checked.stdout + checked.stderr


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The packages' sources, to be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=lambda _, names: [n for n in names if not keep(n)])
    return tmp_path


def keep(name: str) -> bool:
    return name.endswith(".py") or ("." not in name and name not in {"__pycache__", "starter"})


def test_the_contracts_hold() -> None:
    status, said = lint_imports(ROOT)
    assert status == 0, said


def test_the_contracts_hold_for_an_unspoilt_copy(copied: Path) -> None:
    status, said = lint_imports(copied)
    assert status == 0, said


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("gan_api/studio.py", "import search_api.retrieval", "The two services never import each other"),
        ("services/common/cache.py", "import gan_api.latent", "Shared code knows no service"),
        ("services/common/cache.py", "import services.collection.dates", "Shared code runs one way"),
        ("services/vision/encoder.py", "import services.collection.store", "Shared code runs one way"),
        ("gan_api/latent.py", "import torch", "The maths of seeds"),
        ("gan_api/latent.py", "from PIL import Image", "The maths of seeds"),
        ("gan_api/routes/images.py", "import torch", "Routes touch no torch"),
        ("search_api/routes/similar.py", "from PIL import Image", "Routes touch no torch"),
        ("search_api/routes/similar.py", "import redis", "Routes touch no torch"),
        ("gan_api/model/engine.py", "import gan_api.studio", "gan_api: routes, then the studio"),
        ("gan_api/studio.py", "import gan_api.training.trainer", "what serves does not know what trains"),
        ("search_api/index/exact.py", "import search_api.retrieval", "search_api: routes, then retrieval"),
        ("search_api/retrieval.py", "import services.vision.encoder", "Only wsgi, embedded and the command line"),
        ("gan_api/app.py", "import services.embedded", "A service does not know what it is composed into"),
    ],
)
def test_an_import_the_wrong_way_is_seen(copied: Path, file: str, line: str, contract: str) -> None:
    spoilt = copied / file
    spoilt.write_text(spoilt.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    status, said = lint_imports(copied)
    assert status == 1, said
    assert any(contract in told and told.rstrip().endswith("BROKEN") for told in said.splitlines()), said


def test_the_maths_of_seeds_imports_numpy_alone() -> None:
    tree = ast.parse((ROOT / "gan_api" / "latent.py").read_text(encoding="utf-8"))
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in named} == {"numpy"}


def test_every_file_says_in_its_first_line_what_it_is() -> None:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            assert file.read_text(encoding="utf-8").startswith('"""'), file


def test_nothing_at_all_is_built_by_importing_a_service() -> None:
    code = "import gan_api.wsgi, search_api.wsgi, threading; print(threading.active_count())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == "1"
