"""Who takes part, and what each needs installed in an environment of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).parent
_TORCH = f"torch=={version('torch').partition('+')[0]}"  # the one that is installed here


@dataclass(frozen=True, slots=True)
class Contestant:
    """A row of the table.

    :param script: of this folder, run with the environment's Python.
    :param environment: name of its environment; ``None`` for this project's own.
    :param needs: what pip installs there, each before the next, so that torch comes first.
    """

    name: str
    script: str
    variant: str = ""
    environment: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The script's file."""
        return _HERE / self.script


_TXTAI = ("txtai", (_TORCH, "txtai sentence-transformers jieba"))
_HAYSTACK = ("haystack", (_TORCH, "haystack-ai sentence-transformers jieba"))
_DENSE = ("dense", (_TORCH, "sentence-transformers faiss-cpu"))
_BM25S = ("bm25s", ("bm25s jieba",))

CONTESTANTS = (
    Contestant("wenbao, whole answer", "run_wenbao.py", "answer"),
    Contestant("wenbao, search alone", "run_wenbao.py", "search"),
    Contestant("txtai, keyword as it comes", "run_txtai.py", "keyword", *_TXTAI),
    Contestant("txtai, keyword on jieba words", "run_txtai.py", "jieba", *_TXTAI),
    Contestant("txtai, hybrid: jieba + our encoder", "run_txtai.py", "hybrid", *_TXTAI),
    Contestant("bm25s on jieba words", "run_bm25s.py", "", *_BM25S),
    Contestant("sentence-transformers + FAISS, our encoder", "run_dense.py", "", *_DENSE),
    Contestant("Haystack, BM25 on jieba + our encoder, RRF", "run_haystack.py", "", *_HAYSTACK),
)
