"""Haystack: BM25 over jieba words and our encoder's vectors, joined by reciprocal rank fusion."""

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from sentence_transformers import SentenceTransformer
from task import MOST, Search, read_task, run, words_of

_CANDIDATES = 30

task = read_task()
words_of("预热")
model = SentenceTransformer(task["encoder"], device="cpu")


def build() -> Search:
    store = InMemoryDocumentStore(
        bm25_tokenization_regex=r"\S+", embedding_similarity_function="dot_product"
    )
    vectors = model.encode_document(task["passages"], show_progress_bar=False)
    store.write_documents(
        [
            Document(id=str(at), content=" ".join(words_of(text)), embedding=vector.tolist())
            for at, (text, vector) in enumerate(zip(task["passages"], vectors, strict=True))
        ]
    )
    keyword = InMemoryBM25Retriever(store, top_k=_CANDIDATES)
    dense = InMemoryEmbeddingRetriever(store, top_k=_CANDIDATES)
    joiner = DocumentJoiner("reciprocal_rank_fusion", top_k=MOST)

    def search(question: str) -> list[int]:
        vector = model.encode_query([question], show_progress_bar=False)[0].tolist()
        halves = [
            keyword.run(query=" ".join(words_of(question)))["documents"],
            dense.run(query_embedding=vector)["documents"],
        ]
        return [int(each.id) for each in joiner.run(documents=halves)["documents"]]

    return search


run(build, task)
