"""attrib in people's tools: data frames, spaCy pipelines, Hugging Face datasets, pre-commit."""

from __future__ import annotations

import json
import os
import pickle
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrib
import datasets
import pandas
import polars
import pytest
import spacy
import yaml
from attrib.cli import main
from attrib.errors import UsageError
from attrib.integrations.datasets import Rows
from attrib.integrations.spacy import Attrib
from attrib.write.tables import TABLES
from spacy.tokens import DocBin

from write_cases import HARD, hard

TEXTS = ["The ferry may sail, the mayor said.", "He left. \r\nIt is said to be 🚢 late."]


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> Iterator[None]:
    datasets.disable_progress_bars()
    return


@pytest.mark.parametrize(
    ("documents", "library", "ids"),
    [
        (TEXTS[0], "pandas", ["0"]),
        (TEXTS, "pandas", ["0", "1", "1"]),
        (pandas.Series(TEXTS, index=["a", "b"]), "pandas", ["a", "b", "b"]),
        (pandas.DataFrame({"text": TEXTS, "id": [7, 8], "date": ["1 May", None]}), "pandas", ["7", "8", "8"]),
        (polars.Series(TEXTS), "polars", ["0", "1", "1"]),
        (polars.DataFrame({"text": TEXTS, "id": ["x", "y"]}), "polars", ["x", "y", "y"]),
    ],
    ids=["text", "list", "pandas series", "pandas frame", "polars series", "polars frame"],
)
def test_sentences_in_one_line(documents: Any, library: str, ids: list[str]) -> None:
    frame = attrib.to_frame(documents)
    assert type(frame).__module__.startswith(library)
    assert list(frame.columns) == [column.name for column in TABLES["sentences"]]
    assert list(frame["document"]) == ids
    assert (frame["source"][0], frame["certainty"][0]) == ("mayor", "possible")


def test_columns_of_a_frame_become_meta() -> None:
    frame = attrib.to_frame(pandas.DataFrame({"body": TEXTS[:1], "date": ["1 May"], "section": [3]}), text="body")
    assert frame["date"][0] == "1 May"
    assert json.loads(frame["meta"][0])["section"] == 3
    with pytest.raises(UsageError, match="did you mean 'texts'"):
        attrib.to_frame(pandas.DataFrame({"texts": TEXTS}))


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("table", TABLES)
def test_documents_and_records_give_the_same_frame(annotator: attrib.Annotator, library: str, table: Any) -> None:
    document = annotator.annotate(HARD, id="x")
    one = attrib.to_frame(document, table, library=library)
    many = attrib.to_frame(iter([annotator.record(HARD, id="x")]), table, library=library)
    assert one.equals(many)
    assert len(one) == len(document.sentences if table == "sentences" else document.attributions)
    empty = attrib.to_frame([], table, library=library)
    assert list(empty.dtypes) == list(one.dtypes)


def test_frames_have_types() -> None:
    frame = attrib.to_frame(TEXTS, "attributions")
    assert frame["sentence"].dtype == "Int64"
    assert frame["confidence"].dtype == "Float64"
    assert attrib.to_frame(TEXTS, library="polars").schema["disputed"] == polars.Boolean


def test_a_slip_is_named() -> None:
    with pytest.raises(UsageError, match="did you mean 'sentences'"):
        attrib.to_frame(TEXTS, "sentence")
    with pytest.raises(UsageError, match="did you mean 'polars'"):
        attrib.to_frame(TEXTS, library="polar")


@pytest.fixture(scope="module")
def nlp() -> Any:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("attrib")
    return pipeline


def test_a_spacy_pipeline(nlp: Any) -> None:
    doc = nlp(TEXTS[0])
    (one,) = doc._.attributions
    assert [span.text for span in one["source"]] == ["the mayor"]
    assert [span.text for span in one["content"]] == ["The ferry may sail"]
    assert one["source_name"] == "mayor"
    assert [(span.text, span.id_) for span in doc.spans["cue"]] == [("said", "a1.cue")]
    ferry = doc[1:2]
    assert (ferry._.voice, ferry._.certainty, ferry._.sources) == ("attributed", "possible", ["mayor"])
    assert doc._.attrib["rules"]["pack"] == "en"


def test_spacy_spans_lie_where_attrib_says(nlp: Any) -> None:
    doc = nlp(HARD)
    assert doc.text == HARD
    for one, spans in zip(doc._.attrib["attributions"], doc._.attributions, strict=True):
        for role in ("source", "cue", "content"):
            for (start, end), span in zip(one[role], spans[role], strict=True):
                assert HARD[start:end] in span.text


def test_spacy_docs_keep_it(nlp: Any, tmp_path: Path) -> None:
    docs = list(nlp.pipe(TEXTS))
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "docs.spacy")
    again = list(DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab))
    assert [json.dumps(doc._.attrib) for doc in again] == [json.dumps(doc._.attrib) for doc in docs]
    assert [span.text for span in again[0].spans["source"]] == ["the mayor"]
    assert spacy.blank("en")("Not annotated.")._.attributions == []


def test_spacy_config_travels(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("attrib", config={"attitudes": ["denial"]})
    pipeline.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again("The mayor said he left.")._.attributions == []
    component = again.get_pipe("attrib")
    assert isinstance(pickle.loads(pickle.dumps(component)), Attrib)
    with pytest.raises(UsageError, match="did you mean 'denial'"):
        spacy.blank("en").add_pipe("attrib", config={"attitudes": ["denal"]})


def test_spacy_finds_the_component_by_itself(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["spacy_factories"] == {"attrib": "attrib.integrations.spacy:make"}


@pytest.mark.parametrize("table", TABLES)
def test_datasets_map(annotator: attrib.Annotator, table: Any) -> None:
    texts = datasets.Dataset.from_dict({"url": ["a", "b"], "body": TEXTS})
    rows = Rows(table, text="body", id="url")
    made = texts.map(rows, batched=True, batch_size=1, remove_columns=texts.column_names, features=rows.features)
    assert made.column_names == [column.name for column in TABLES[table]]
    wanted = attrib.to_frame([annotator.record(t, id=i) for t, i in zip(TEXTS, "ab", strict=True)], table)
    assert made["document"][:] == list(wanted["document"])
    assert made["certainty"][:] == list(wanted["certainty"])


def test_datasets_without_ids() -> None:
    texts = datasets.Dataset.from_dict({"text": TEXTS})
    rows = Rows()
    options = {"batched": True, "batch_size": 1, "with_indices": True, "remove_columns": ["text"]}
    assert texts.map(rows, **options, features=rows.features)["document"][:] == ["0", "1", "1"]
    with pytest.raises(UsageError, match="did you mean 'sentences'"):
        Rows("sentence")


def test_pre_commit_lints_rule_packs(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *command = shlex.split(hook["entry"])
    assert (program, hook["language"], hook["pass_filenames"]) == ("attrib", "python", False)
    assert main([*command, str(root / "tests" / "packs" / "de")]) == 0
    bad = tmp_path / "rules" / "hedge"
    bad.mkdir(parents=True)
    (bad / "x.yml").write_text("id: x\nkind: hegde\n")
    assert main([*command, str(tmp_path / "rules")]) == 1
    assert "did you mean 'hedge'" in "".join(capsys.readouterr())


@pytest.mark.parametrize(("kind", "code"), [("hegde", 1), ("hedge", 0)])
def test_pre_commit_runs_the_hook(root: Path, tmp_path: Path, kind: str, code: int) -> None:
    """As in a repository of rules, by pre-commit itself; only its environment is this one, for there is no network."""
    hooks, rules = tmp_path / "attrib", tmp_path / "rules"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environ |= {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(root), "GIT_CONFIG_GLOBAL": os.devnull}
    environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ["PATH"]])

    def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)

    hooks.mkdir()
    shutil.copy(root / ".pre-commit-hooks.yaml", hooks)
    pack = shutil.copytree(root / "tests" / "packs" / "de", rules / "my_rules")
    (one,) = pack.glob("hedge/angeblich.yml")
    one.write_text(one.read_text(encoding="utf-8").replace("kind: hedge", f"kind: {kind}"), encoding="utf-8")
    use = {"id": "attrib-rules", "args": ["my_rules"], "language": "system"}
    config = {"repos": [{"repo": str(hooks), "rev": "v1", "hooks": [use]}]}
    (rules / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    for folder in (hooks, rules):
        run(folder, "git", "init", "-q")
        run(folder, "git", "add", "-A")
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    run(hooks, "git", *author, "commit", "-qm", "hook")
    run(hooks, "git", "tag", "v1")
    done = run(rules, sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert done.returncode == code, done.stdout + done.stderr
    assert ("did you mean 'hedge'" in done.stdout) is bool(code)
    assert "lint attrib rule packs" in done.stdout


def test_records_of_before_can_be_framed(annotator: attrib.Annotator) -> None:
    record = json.loads(json.dumps(hard(annotator)))
    assert attrib.to_frame(record, "attributions")["attribution"][0] == "a1"
