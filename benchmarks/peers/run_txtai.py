"""txtai: ``keyword`` as it comes, ``jieba`` with words cut, ``hybrid`` those and our encoder."""

import numpy as np
from sentence_transformers import SentenceTransformer
from task import MOST, Search, read_task, run, words_of
from txtai import Embeddings

task = read_task()
variant = task["variant"]
words_of("预热")
model = SentenceTransformer(task["encoder"], device="cpu") if variant == "hybrid" else None


def encode(texts: list[str]) -> np.ndarray:
    """The encoder reads the texts as they were, without the spaces between the words."""
    return np.asarray(model.encode([each.replace(" ", "") for each in texts]))


def cut(text: str) -> str:
    return text if variant == "keyword" else " ".join(words_of(text))


def build() -> Search:
    terms = {"method": "bm25", "terms": True, "normalize": True}
    if variant != "keyword":
        terms["tokenizer"] = {"whitespace": True}
    if variant == "hybrid":
        index = Embeddings(method="external", transform=encode, hybrid=True, scoring=terms)
    else:
        index = Embeddings(keyword=True, scoring=terms)
    index.index((at, cut(each), None) for at, each in enumerate(task["passages"]))
    return lambda question: [at for at, _ in index.search(cut(question), MOST)]


run(build, task)
