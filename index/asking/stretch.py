"""Stretches of an article: the block and the sentences around a place, cut to what can be shown."""

from __future__ import annotations

import re

from index.answer import Answer, Outcome
from index.article import Article, Block
from index.asking.conversation import Turn
from index.asking.quoting import MOST_CHARACTERS, cite
from index.passage import Span, sentences

_CLAUSE = re.compile(r"[,，;；]")


def whole_sentences(article: Article, span: Span, member: Span) -> Span:
    """As many whole sentences of ``span``, from the member's on, as fit."""
    inside = sentences(article.text, span.start, span.end)
    first = next(each for each in inside if member.start < each.end)
    end = min(first.end, first.start + MOST_CHARACTERS)
    for each in inside:
        if each.end <= first.start + MOST_CHARACTERS:
            end = max(end, each.end)
    return Span(first.start, end)


def block_at(article: Article, at: int) -> Block:
    """The block that an offset lies in."""
    return next(each for each in article.blocks if at < each.end)


def sentences_in(article: Article, block: Block) -> tuple[Span, ...]:
    """The sentences of a block, in order."""
    return sentences(article.text, block.start, block.end)


def fitting(article: Article, span: Span) -> Span:
    """The sentence, or as many of its clauses as fit."""
    if span.end - span.start <= MOST_CHARACTERS:
        return span
    ends = [each.start() for each in _CLAUSE.finditer(article.text, span.start, span.end)]
    near = [each for each in ends if each - span.start <= MOST_CHARACTERS]
    return Span(span.start, near[-1] if near else span.start + MOST_CHARACTERS)


def told_of(question: str, article: Article, told: Span, turn: Turn) -> Answer:
    """A stretch as the answer to what follows up a turn."""
    return Answer(
        question,
        Outcome.FOUND,
        article.text[told.start : told.end],
        citations=(cite(article, told),),
        passages=turn.answer.passages,
    )
