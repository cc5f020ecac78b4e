"""Encoders: text in, unit vectors out; the built-in one, or any sentence-transformers model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoding.static import StaticEncoder, is_static, passage_prompt, unit, unusable

BUILT_IN = Path(__file__).with_name("model")


class Encoder(Protocol):
    """Turns texts into float32 vectors of shape (n, dimensions).

    Each vector has unit length, so a dot product is a cosine. A text without a single known
    word, the empty one included, has the zero vector: similar to nothing.
    """

    @property
    def identity(self) -> str:
        """Changes whenever the vectors would; vectors of different identities do not mix."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts that are searched."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts that are searched for."""


def load_encoder(name: str | None = None) -> Encoder:
    """The built-in encoder, or the one named.

    :param name: a sentence-transformers model: a folder or a name on the model hub.
    :raises EncoderError: there is no such model, or it cannot be used.
    """
    if not name:
        return StaticEncoder.load(BUILT_IN)
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any((folder / each).is_file() for each in ("modules.json", "config.json")):
            raise unusable(name, "文件夹里没有模型")
        return StaticEncoder.load(folder) if is_static(folder) else ModelEncoder.load(folder)
    if folder.is_absolute() or name.startswith((".", "~")) or folder.exists():
        raise unusable(name, "没有这个文件夹")
    return ModelEncoder.load(name)


class ModelEncoder:
    """Any sentence-transformers model, with the query and passage prompts it came with."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self._name = name
        self._identity = f"{name}-{_digest(model)}"
        self._dimensions = int(model.get_embedding_dimension())

    @classmethod
    def load(cls, name: str | Path) -> ModelEncoder:
        """Loads through ``sentence_transformers``; seconds, and a download for a hub name.

        :raises EncoderError: the library cannot load it, in its own words.
        """
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return cls(SentenceTransformer(str(name)), Path(name).name)
        except Exception as error:  # a model's files can fail in any way
            raise unusable(name, error) from error

    @property
    def identity(self) -> str:
        """The model's name and a digest of its weights, layers and prompts."""
        return self._identity

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`."""
        return self._encode(self._model.encode_document, texts, passage_prompt(self._model.prompts))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder`."""
        return self._encode(self._model.encode_query, texts, self._model.prompts.get("query", ""))

    def _encode(self, encode: Any, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = encode(list(texts), prompt=prompt, show_progress_bar=False, convert_to_numpy=True)
        return unit(np.asarray(vectors, np.float32))


def _digest(model: Any) -> str:
    """A digest of a sentence-transformers model: its layers, prompts and every weight."""
    digest = hashlib.blake2b(digest_size=12)
    digest.update(f"{model!r} {sorted(model.prompts.items())}".encode())
    for name, tensor in model.state_dict().items():
        digest.update(name.encode())
        digest.update(tensor.cpu().float().contiguous().numpy().tobytes())
    return digest.hexdigest()
