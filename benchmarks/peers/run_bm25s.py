"""bm25s over jieba words."""

import bm25s
from task import MOST, Search, read_task, run, words_of

task = read_task()
words_of("预热")


def build() -> Search:
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index([words_of(each) for each in task["passages"]], show_progress=False)

    def search(question: str) -> list[int]:
        found, scores = index.retrieve([words_of(question)], k=MOST, show_progress=False)
        return [int(at) for at, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


run(build, task)
