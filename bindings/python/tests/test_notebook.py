"""The example notebook runs from top to bottom on the shipped sample."""

import os
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient
from nbconvert import HTMLExporter

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "first-look.ipynb"


@pytest.mark.filterwarnings("default")
def test_it_runs_and_can_be_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPATICO_ROOT", str(ROOT))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "the notebook is kept without its output"
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = [output for output in outputs if output.output_type in ("execute_result", "display_data")]
    assert sum("text/html" in output.data for output in shown) >= 7
    assert sum("image/png" in output.data for output in shown) >= 7
    assert not [output for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    page, _ = HTMLExporter().from_notebook_node(notebook)
    rendered = Path(os.environ.get("SIMPATICO_RENDERED", tmp_path / "first-look.html"))
    rendered.write_text(page, encoding="utf-8")
    assert 'class="simpatico"' in page
