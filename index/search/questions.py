"""Question files: SQuAD-format JSON, or JSON lines about a folder of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.errors import WenbaoError

_SQUAD = re.compile(r'\s*\{\s*"(?:data|version)"\s*:')
_LINE = '{"question": "…", "file": "…", "answers": ["…"]}'
_WRONG = {
    "missing": "没有这一项",
    "string_type": "应为文字",
    "list_type": "应为 […]",
    "dataclass_type": "应为 {…}",
    "dataclass_exact_type": "应为 {…}",
    "json_invalid": "不是完整的 JSON",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the file that answers it, and the wordings that count as the answer."""

    text: str
    file: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, with the contexts they are about when the file brings its own.

    :param contexts: file name → text; empty when the questions are about a folder of articles.
    """

    questions: tuple[Question, ...]
    contexts: dict[str, str]

    def write_contexts(self, folder: Path) -> None:
        """Writes each context as an article file into ``folder``."""
        for name, text in self.contexts.items():
            (folder / name).write_text(text, "utf-8")


def load_questions(file: Path) -> QuestionSet:
    """SQuAD-format JSON, or JSON lines of ``{"question", "file", "answers": [...]}``.

    :raises WenbaoError: naming the file and the line or entry that cannot be used.
    """
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WenbaoError(f"{file}：不是 UTF-8 文本，请另存为 UTF-8") from error
    except OSError as error:
        raise WenbaoError(f"{file}：读不了（{error.strerror}）") from error
    asked = _squad(file, text) if _SQUAD.match(text) else QuestionSet((*_lines(file, text),), {})
    if not asked.questions:
        raise WenbaoError(f"{file}：里面没有问题")
    return asked


@dataclass(frozen=True)
class _Answer:
    text: str


@dataclass(frozen=True)
class _Asked:
    question: str
    answers: list[_Answer]


@dataclass(frozen=True)
class _Paragraph:
    context: str
    qas: list[_Asked]


@dataclass(frozen=True)
class _Article:
    paragraphs: list[_Paragraph]


@dataclass(frozen=True)
class _Squad:
    data: list[_Article]


@dataclass(frozen=True)
class _Line:
    question: str
    file: str
    answers: list[str] = field(default_factory=list)


def _squad(file: Path, text: str) -> QuestionSet:
    try:
        whole = TypeAdapter(_Squad).validate_json(text, strict=True)
    except ValidationError as error:
        raise WenbaoError(f"{file}：不是 SQuAD 格式，{_said(error)}") from error
    contexts: dict[str, str] = {}
    questions = []
    for paragraph in (each for article in whole.data for each in article.paragraphs):
        name = f"{len(contexts):06d}.txt"
        contexts[name] = paragraph.context
        for asked in paragraph.qas:
            answers = [each.text for each in asked.answers]
            questions.append(Question(asked.question, name, _distinct(answers)))
    return QuestionSet(tuple(questions), contexts)


def _lines(file: Path, text: str) -> Iterator[Question]:
    read = TypeAdapter(_Line)
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = read.validate_json(line, strict=True)
        except ValidationError as error:
            raise WenbaoError(f"{file}：第 {number} 行应为 {_LINE}，{_said(error)}") from error
        yield Question(record.question, record.file, _distinct(record.answers))


def _said(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first = error.errors()[0]
    place = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in first["loc"])
    wrong = _WRONG.get(first["type"], first["msg"])
    return f"{place.lstrip('.')} {wrong}".strip()


def _distinct(answers: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in answers if each.strip()))
