"""``python -m simpatico`` is the command line."""

import subprocess
import sys
from pathlib import Path

from conftest import ROOT


def simpatico(*arguments: str, input: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simpatico", *arguments]
    return subprocess.run(command, input=input, capture_output=True, encoding="utf-8", check=False)


def test_it_writes_the_golden_lines() -> None:
    run = simpatico("analyze", "--model", "fast", str(ROOT / "examples/exchanges.jsonl"))
    golden = (ROOT / "tests/expected/golden-fast.jsonl").read_text(encoding="utf-8")
    assert run.returncode == 0 and golden.startswith(run.stdout) and run.stdout.count("\n") == 48


def test_its_exit_codes() -> None:
    assert simpatico("--version").stdout.startswith("simpatico ")
    assert simpatico("--help").returncode == 0
    wrong = simpatico("analyze", "--no-such-option")
    assert wrong.returncode == 2 and "--no-such-option" in wrong.stderr and wrong.stdout == ""
    assert simpatico("analyze", "no-such-file.jsonl").returncode == 1


def test_the_script_is_installed() -> None:
    script = Path(sys.executable).with_name("simpatico")
    if not script.exists():
        script = script.with_suffix(".exe")
    run = subprocess.run([script, "--version"], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == simpatico("--version").stdout
