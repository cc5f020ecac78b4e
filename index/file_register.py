"""The register of files: what the last update found under each name, also of what it rejected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.database import Database


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the last update found under a file's name.

    :param digest: SHA-256 of its bytes.
    :param stamp: changes when the file is written; empty when it has to be read to be sure.
    :param article: key of the article it says; ``None`` when it was rejected for ``reason``.
    """

    digest: str
    stamp: str
    article: int | None = None
    reason: str | None = None


class FileRegister:
    """The table of files in the catalog. It tells of now, not of a generation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, only: Collection[str] | None = None) -> dict[str, KnownFile]:
        """Every file that the last update saw, rejected ones too; or only those named."""
        columns = "SELECT path, digest, stamp, article, reason FROM file"
        rows = (
            self._database.rows(columns)
            if only is None
            else self._database.rows_of(f"{columns} WHERE path IN ({{keys}})", sorted(only))
        )
        return {path: KnownFile(*rest) for path, *rest in rows}

    def keep(self, path: str, known: KnownFile) -> None:
        """Remembers what is known of a file."""
        self._database.insert(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
            path,
            known.digest,
            known.stamp,
            known.article,
            known.reason,
        )

    def forget(self, path: str) -> None:
        """Drops what was known of a file; its article stays."""
        self._database.insert("DELETE FROM file WHERE path = ?", path)

    def saying(self, articles: Sequence[int]) -> dict[int, list[str]]:
        """Article key → the files that say it word for word, in order."""
        found: dict[int, list[str]] = {}
        for article, path in self._database.rows_of(
            "SELECT article, path FROM file WHERE article IN ({keys})", articles
        ):
            found.setdefault(article, []).append(path)
        return {article: sorted(paths) for article, paths in found.items()}

    def first(self, path: str) -> str:
        """The file under whose name an article is answered from that stands in ``path`` too."""
        ((first,),) = self._database.rows(
            "SELECT article.file FROM file JOIN article ON article.id = file.article"
            " WHERE path = ?",
            path,
        )
        return str(first)
