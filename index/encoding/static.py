"""The static encoder: one vector a word; a text's vector is the mean of its words'.

It is stored as a sentence-transformers model folder that ``SentenceTransformer(folder)`` opens,
but reading it here takes only ``tokenizers``, ``safetensors`` and numpy: a tenth of a second
instead of six.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BATCH = 256
_TEXTS_KEPT = 20_000
_VECTORS_KEPT = 10_000  # 8 MB
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
_LAYERS = "sentence_transformers.sentence_transformer.modules"
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": f"{_LAYERS}.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{_LAYERS}.Normalize"},
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def is_static(folder: Path) -> bool:
    """Whether the folder holds a sentence-transformers model that is nothing but word vectors."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [str(each["type"]).rpartition(".")[2] for each in modules]
        return (
            kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
            and not (modules[0]["path"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


class StaticEncoder:
    """Mean word vectors, without torch.

    :param rows: (r, dimensions), the vectors, of any number type.
    :param mapping: (t,), the row of each token of the tokenizer.
    :param weights: (t,), what a token's row is multiplied by.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        rows: NDArray[Any],
        mapping: NDArray[np.int64],
        weights: NDArray[np.float32],
        identity: str,
        prompts: dict[str, str] | None = None,
    ) -> None:
        self._tokenizer = tokenizer
        self._rows = rows
        self._mapping = mapping
        self._weights = weights
        self._identity = identity
        self._prompts = prompts or {}
        self._read: dict[str, NDArray[np.int64]] = {}
        self._encoded: dict[str, NDArray[np.float16]] = {}

    @classmethod
    def load(cls, folder: Path) -> StaticEncoder:
        """Reads a model folder for which `is_static` holds.

        :raises EncoderError: a file is missing or broken, or the files do not fit together.
        """
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        try:
            files = [
                (folder / each).read_bytes() for each in ("model.safetensors", "tokenizer.json")
            ]
            tensors = load(files[0])
            tokenizer = Tokenizer.from_buffer(files[1])
            config = _read_json(folder / "config_sentence_transformers.json")
        except Exception as error:  # tokenizers raises nothing more precise
            raise unusable(folder, error) from error
        tokenizer.no_padding()
        prompts = config.get("prompts") or {}
        identity = hashlib.blake2b(digest_size=12)
        for each in (*files, json.dumps(prompts, sort_keys=True).encode()):
            identity.update(each)
        rows, mapping, weights = _unpack(tensors, tokenizer.get_vocab_size(), folder)
        return cls(tokenizer, rows, mapping, weights, f"static-{identity.hexdigest()}", prompts)

    @property
    def tokenizer_json(self) -> str:
        """The tokenizer's file, as it was read."""
        return str(self._tokenizer.to_str())

    @property
    def mapping(self) -> NDArray[np.int64]:
        """(tokens,), the row of each token."""
        return self._mapping

    def row_vectors(self) -> NDArray[np.float32]:
        """(rows, dimensions), every row at the weight that its first token gives it."""
        weights = np.zeros(len(self._rows), np.float32)
        weights[self._mapping[::-1]] = self._weights[::-1]
        return self._rows.astype(np.float32) * weights[:, None]

    @property
    def identity(self) -> str:
        """A digest of everything the vectors depend on."""
        return self._identity

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`."""
        return self._encode(texts, passage_prompt(self._prompts))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`."""
        return self._encode(texts, self._prompts.get("query", ""))

    def encode_sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Like `encode_passages`, at half precision; texts that were encoded lately are known."""
        known = self._encoded
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if len(known) + len(missing) > _VECTORS_KEPT:
            known, missing = {}, list(dict.fromkeys(texts))
            self._encoded = known  # other threads go on with the dict they hold
        means = np.zeros((len(missing), self.dimensions), np.float32)
        for at, tokens in enumerate(self.words_of(missing)):
            means[at] = self._sum(tokens)
        known.update(zip(missing, unit(means).astype(np.float16), strict=True))
        found = [known[text] for text in texts]
        return np.array(found, np.float32).reshape(len(texts), self.dimensions)

    def words_of(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """The numbers of each text's words, in order; texts that were read lately are known."""
        known = self._read
        found = {text: known[text] for text in texts if text in known}
        missing = dict.fromkeys(text for text in texts if text not in found)
        fresh = {text: self._words(text) for text in missing}
        if len(known) + len(fresh) > _TEXTS_KEPT:
            self._read = fresh  # other threads go on with the dict they hold
        else:
            known.update(fresh)
        return [found[text] if text in found else fresh[text] for text in texts]

    def _words(self, text: str) -> NDArray[np.int64]:
        # One by one: a batch would wake a helper on every core for a millisecond's work.
        (encoding,) = self._tokenizer.encode_batch_fast([_whole(text)], add_special_tokens=False)
        return np.array(encoding.ids, np.int64)

    def word_vectors(self, words: NDArray[np.int64]) -> NDArray[np.float32]:
        """Unit vectors of the words of these numbers, shape (len(words), dimensions)."""
        return unit(self._rows[self._mapping[words]].astype(np.float32))

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        means = np.zeros((len(texts), self.dimensions), np.float32)
        for start, batch in _batches(texts):
            encodings = self._tokenizer.encode_batch_fast(
                [prompt + _whole(text) for text in batch], add_special_tokens=False
            )
            for at, encoding in enumerate(encodings, start):
                means[at] = self._sum(np.array(encoding.ids, np.int64))
        return unit(means)

    def _sum(self, tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        """The weighted vectors of tokens together, shape (dimensions,)."""
        return np.asarray(self._weights[tokens] @ self._rows[self._mapping[tokens]])


def save_static(
    folder: Path, tokenizer_json: str, vectors: NDArray[np.float32], mapping: Any
) -> None:
    """Writes a static model as a sentence-transformers folder, at a byte a number.

    :param vectors: (rows, dimensions); ``mapping``: (tokens,), the row of each token.
    """
    from safetensors.numpy import save_file

    scale = np.abs(vectors).max(axis=1) / 127
    small = np.round(vectors / np.where(scale > 0, scale, 1)[:, None]).astype(np.int8)
    tensors = {
        "embeddings": small,
        "mapping": np.asarray(mapping, np.int32),
        "weights": scale[mapping].astype(np.float32),
    }
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "model.safetensors")
    (folder / "tokenizer.json").write_text(tokenizer_json, "utf-8")
    for name, content in (
        ("modules.json", _MODULES),
        ("config_sentence_transformers.json", _CONFIG),
        ("1_Normalize/config.json", {}),
    ):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def passage_prompt(prompts: dict[str, str]) -> str:
    """What a model wants put before a passage, under whichever name it has it."""
    return next((prompts[key] for key in _PASSAGE_PROMPTS if prompts.get(key)), "")


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows at length one; a zero row stays zero."""
    lengths = np.sqrt(np.einsum("nd,nd->n", vectors, vectors))[:, np.newaxis]
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def unusable(name: str | Path, reason: object) -> EncoderError:
    """The error that says in one line which encoder, why not, and what to do."""
    line = (str(reason) or type(reason).__name__).strip().splitlines()[0]
    return EncoderError(
        f"编码模型 {name}：{line}；请检查 WENBAO_ENCODER，或去掉这项设置，改用自带的模型"
    )


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for start in range(0, len(texts), _BATCH):
        yield start, texts[start : start + _BATCH]


def _whole(text: str) -> str:
    """The text without half characters, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode()


def _unpack(
    tensors: dict[str, NDArray[Any]], tokens: int, folder: Path
) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.float32]]:
    """Rows, mapping and weights, as sentence-transformers and model2vec name them."""
    rows = tensors.get("embeddings", tensors.get("embedding.weight"))
    if rows is None or rows.ndim != 2:
        raise unusable(folder, "model.safetensors 里没有词向量")
    mapping = tensors.get("mapping", np.arange(len(rows))).astype(np.int64)
    weights = tensors.get("weights", np.ones(len(mapping))).astype(np.float32)
    if not tokens == len(mapping) == len(weights):
        raise unusable(
            folder, f"tokenizer.json 有 {tokens} 个词，model.safetensors 有 {len(mapping)} 个"
        )
    if mapping.min() < 0 or mapping.max() >= len(rows):
        raise unusable(folder, "mapping 指向不存在的行")
    return rows, mapping, weights


def _read_json(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
