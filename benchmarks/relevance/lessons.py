"""The written lessons: the questions in `questions/`, and the sentences that answer them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from index.encoding.news import NewsItem
from index.passage import sentences

FOLDER = Path(__file__).with_name("questions")
_OPENING = re.compile(r"^央视网消息[（(]新闻联播[)）][:：]")
_SHORTEST = 7  # characters of a sentence that counts
_A_PARAGRAPH = 3  # sentences
_TITLE = re.compile(r"#(?P<number>\d+)\s+(?P<date>\d{4}-\d\d-\d\d)?\s*(?P<title>.+)")
_QUESTION = re.compile(r"Q\s+(?P<answers>[\d,，]+)\s+(?P<question>.+)")
_SENTENCE = re.compile(r"(?P<number>\d+)\s+(?P<text>.+)")


T = TypeVar("T")


class Lesson(NamedTuple):
    """One question.

    :param file: the article it was written for.
    :param answers: the sentences that answer it; none where the article does not.
    """

    question: str
    file: str
    answers: tuple[str, ...]


def is_answer(lesson: Lesson, file: str, text: str) -> bool:
    """Whether a sentence is one of the answers, or as much of it as was read as a sentence."""
    said = bare(text)
    wanted = [bare(each) for each in lesson.answers]
    return file == lesson.file and any(said in each or each in said for each in wanted)


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


class Lessons(NamedTuple):
    """Articles by their files, and the questions about them."""

    articles: dict[str, str]
    questions: list[Lesson]


def news_lessons(news: list[NewsItem], file: Path = FOLDER / "news.tsv") -> Lessons:
    """The lessons about news items; ``news`` are all of the file they were written on."""
    found = Lessons({}, [])
    for line in file.read_text("utf-8").splitlines():
        number, answers, question = line.split("\t")
        item = news[int(number)]
        told = _sentences(item)
        key = f"{number}.txt"
        found.articles.setdefault(key, _article(item.title, item.date, told))
        found.questions.append(Lesson(question, key, _named(answers, dict(enumerate(told, 1)))))
    return found


def all_lessons(news: list[NewsItem]) -> dict[str, Lessons]:
    """The lessons by their kind; ``news`` as for `news_lessons`."""
    return {"news lessons": news_lessons(news), "local lessons": local_lessons()}


def local_lessons(folder: Path = FOLDER) -> Lessons:
    """The lessons about invented local news."""
    found = Lessons({}, [])
    for file in sorted(folder.glob("local*.txt")):
        for block in re.split(r"\n(?=#\d)", file.read_text("utf-8").strip()):
            opening, *lines = block.split("\n")
            title = _TITLE.match(opening)
            assert title is not None, f"{file}: {opening}"
            told = {
                int(each["number"]): each["text"] for each in map(_SENTENCE.match, lines) if each
            }
            key = f"{file.stem}-{title['number']}.txt"
            date = (title["date"] or "").replace("-", "")
            found.articles[key] = _article(title["title"], date, [*told.values()])
            found.questions.extend(
                Lesson(each["question"], key, _named(each["answers"], told))
                for each in map(_QUESTION.match, lines)
                if each
            )
    return found


def learnt_and_not(questions: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """What the cross-encoder and the encoder learn from, and the last tenth, which they do not."""
    border = len(questions) * 9 // 10
    return questions[:border], questions[border:]


def not_learnt(questions: Sequence[T]) -> Sequence[T]:
    """The half of a SQuAD file's questions that the cross-encoder does not learn from."""
    return questions[len(questions) // 2 :]


def sentences_of(paragraphs: Iterable[str]) -> Iterator[str]:
    """The sentences of paragraphs, in order."""
    for paragraph in paragraphs:
        for each in sentences(paragraph, 0, len(paragraph)):
            yield paragraph[each.start : each.end].strip()


def _sentences(item: NewsItem) -> list[str]:
    told = sentences_of(_OPENING.sub("", each) for each in item.paragraphs)
    return [each for each in told if len(each) >= _SHORTEST]


def _named(answers: str, told: dict[int, str]) -> tuple[str, ...]:
    numbers = [int(each) for each in re.split("[,，]", answers)]
    return tuple(told[each] for each in numbers if each)


def _article(title: str, date: str, told: list[str]) -> str:
    dated = [f"{date[:4]}年{date[4:6]}月{date[6:]}日"] if date else []
    parts = [told[at : at + _A_PARAGRAPH] for at in range(0, len(told), _A_PARAGRAPH)]
    return "\n".join([title, *dated, *map("".join, parts)])
