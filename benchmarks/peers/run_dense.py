"""sentence-transformers with our encoder, and an exact FAISS index."""

import faiss
from sentence_transformers import SentenceTransformer
from task import MOST, Search, read_task, run

task = read_task()
model = SentenceTransformer(task["encoder"], device="cpu")


def build() -> Search:
    vectors = model.encode_document(task["passages"], show_progress_bar=False)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)

    def search(question: str) -> list[int]:
        vector = model.encode_query([question], show_progress_bar=False)
        return [int(each) for each in index.search(vector, MOST)[1][0] if each >= 0]

    return search


run(build, task)
