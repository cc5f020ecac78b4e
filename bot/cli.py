"""The command line: `wenbao COMMAND`, one function a command."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.settings import Settings, load_settings
from index.asking.conversation import Conversation
from index.errors import SettingError, WenbaoError
from index.library import Entry, Library
from index.terms.glossary import GlossaryEntry

app = typer.Typer(
    help="Ask a folder of Chinese news articles; answers are copied from them and cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Articles = Annotated[
    Path | None,
    typer.Option(help="Folder of articles (WENBAO_ARTICLES; default seeds/).", metavar="DIR"),
]
Data = Annotated[
    Path | None,
    typer.Option(help="Folder for the index (WENBAO_DATA; default .wenbao/).", metavar="DIR"),
]
Watching = Annotated[
    bool, typer.Option("--watch/--no-watch", help="Pick up articles that come while it runs.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def main() -> None:
    """Runs the program; a `WenbaoError` becomes one line on standard error and exit status 1."""
    try:
        app()
    except WenbaoError as error:
        print(f"wenbao: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader left (`wenbao ask | head`): keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@app.command()
def index(
    articles: Articles = None,
    data: Data = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Start over.")] = False,
) -> None:
    """Bring the index up to date with the articles folder."""
    from bot.terminal import progress_bar, screen, show_report

    settings = _settings(articles, data)
    library = _library(settings)
    with progress_bar() as progress:
        report = library.update(settings.articles, progress, rebuild)
    show_report(screen(), report)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="Without one: a question a line from standard input.")
    ] = None,
    articles: Articles = None,
    data: Data = None,
    as_json: AsJson = False,
    conversation: Annotated[
        bool, typer.Option("--conversation", help="All lines are one conversation.")
    ] = False,
) -> None:
    """Answer one question, or one a line."""
    library = _built(_settings(articles, data))
    chat = Conversation() if conversation else None
    for each in [_readable(question)] if question is not None else _lines():
        answer = library.ask(each, chat)
        if as_json:
            print(json.dumps(answer.as_json(), ensure_ascii=False), flush=True)
        else:
            from bot.terminal import screen, show_answer

            show_answer(screen(), answer)


@app.command()
def console(articles: Articles = None, data: Data = None, watch: Watching = False) -> None:
    """Open the chat in this terminal."""
    from bot.console import run_console

    settings = _settings(articles, data)
    library = _built(settings)
    run_console(library, settings.data / "history", settings.articles if watch else None)


@app.command()
def bot(articles: Articles = None, data: Data = None, watch: Watching = True) -> None:
    """Run the Telegram bot (TELEGRAM_BOT_TOKEN)."""
    from bot.news import log_news
    from bot.telegram.app import run_bot
    from index.watching import Watch

    settings = _settings(articles, data)
    watches: list[Watch] = []

    def open_library() -> Library:
        library = _built(settings)
        library.start()
        if watch:
            watches.append(Watch(library, settings.articles, log_news))
            watches[0].start()
        return library

    status = run_bot(settings, open_library)
    for each in watches:
        each.stop()
    sys.exit(status)


@app.command(name="articles")
def articles_(articles: Articles = None, data: Data = None, as_json: AsJson = False) -> None:
    """List the articles that are answered from."""
    entries = _built(_settings(articles, data)).articles()
    if as_json:
        print(json.dumps([_entry_as_json(each) for each in entries], ensure_ascii=False))
    else:
        from bot.terminal import screen, show_articles

        show_articles(screen(), entries)


@app.command()
def terms(
    term: Annotated[str | None, typer.Argument(help="Only this term.")] = None,
    articles: Articles = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the numeral terms known: how often, where, listed or only mentioned."""
    entries = _built(_settings(articles, data)).terms(term)
    if as_json:
        print(json.dumps([_term_as_json(each) for each in entries], ensure_ascii=False))
        return
    from bot.terminal import screen, show_terms

    show_terms(screen(), entries)


@app.command()
def gaps(
    data: Data = None,
    as_json: AsJson = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write a table to this file.", metavar="FILE")
    ] = None,
) -> None:
    """List what the Telegram bot could not answer, and what was voted down, by count."""
    from bot.gaps import Gaps, write_csv

    kept = Gaps.open(_settings(None, data).data)
    found = kept.worst()
    kept.close()
    if csv is not None:
        try:
            # The mark in front tells spreadsheets that it is UTF-8.
            with csv.open("w", encoding="utf-8-sig", newline="") as file:
                write_csv(found, file)
        except OSError as error:
            raise SettingError(f"--csv {csv}：写不了（{error.strerror}）") from error
    elif as_json:
        print(json.dumps([each.as_json() for each in found], ensure_ascii=False))
    else:
        from bot.terminal import screen, show_gaps

        show_gaps(screen(), found)


@app.command()
def doctor(articles: Articles = None, data: Data = None, as_json: AsJson = False) -> None:
    """Check token, folders, encoder, index and versions; exit status 1 when something is wrong."""
    from bot.doctor import examine
    from bot.terminal import screen, show_findings

    settings = _settings(articles, data)
    findings = examine(settings, lambda: _library(settings))
    if as_json:
        print(json.dumps([asdict(each) for each in findings], ensure_ascii=False))
    else:
        show_findings(screen(), findings)
    if any(each.state == "wrong" for each in findings):
        raise typer.Exit(1)


@app.command(name="eval")
def eval_(
    file: Annotated[
        Path, typer.Argument(help="SQuAD-format JSON, JSON lines of questions, or an exam.")
    ],
    articles: Articles = None,
    data: Data = None,
    as_json: AsJson = False,
    minimum: Annotated[
        list[str] | None,
        typer.Option("--min", help="Fail below this, e.g. recall@1=0.95.", metavar="MEASURE=X"),
    ] = None,
) -> None:
    """Score the answers to a file of questions, stage by stage."""
    from bot.terminal import progress_bar, screen, show_evaluation
    from index.asking.exam import is_exam
    from index.search.evaluation import check_files, check_measure, evaluate
    from index.search.questions import load_questions

    limits = [_limit(each) for each in minimum or ()]
    settings = _settings(articles, data)
    if is_exam(file):
        _sit(file, settings, as_json, limits)
        return
    for measure, _ in limits:
        check_measure(measure)
    asked = load_questions(file)
    with ExitStack() as stack:
        progress = stack.enter_context(progress_bar())
        if asked.contexts:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            (folder / "articles").mkdir()
            asked.write_contexts(folder / "articles")
            library = _library(settings.model_copy(update={"data": folder / "data"}))
            library.update(folder / "articles", progress)
        else:
            library = _built(settings)
            check_files(library, asked.questions)
        evaluation = evaluate(library, asked.questions, progress)
    if as_json:
        print(json.dumps(asdict(evaluation), ensure_ascii=False))
    else:
        show_evaluation(screen(), evaluation)
    _hold(limits, evaluation.score)


def _sit(file: Path, settings: Settings, as_json: bool, limits: list[tuple[str, float]]) -> None:
    """Scores the answers to an exam by outcome, completeness, invention, citation and length."""
    from bot.terminal import progress_bar, screen, show_exam
    from index.asking.exam import load, score, sit, summary

    questions = load(file)
    library = _built(settings)
    with progress_bar() as progress:
        verdicts = sit(library, questions, progress)
    tallies = summary(verdicts)
    if as_json:
        print(json.dumps([asdict(each) for each in tallies], ensure_ascii=False))
    else:
        show_exam(screen(), tallies)
    _hold(limits, partial(score, verdicts))


def _hold(limits: list[tuple[str, float]], score: Callable[[str], float]) -> None:
    """Ends the program when a measure is below its least value."""
    for measure, least in limits:
        if score(measure) < least:
            print(f"{measure} = {score(measure):.4f} < {least}", file=sys.stderr)
            raise typer.Exit(1)


@app.command()
def train(
    file: Annotated[
        Path | None,
        typer.Argument(help="News as JSON lines (date, title, paragraphs); none: the articles."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder of the encoder.", metavar="DIR")] = None,
    articles: Articles = None,
    data: Data = None,
) -> None:
    """Train an encoder on a news file, or adapt the built-in one to the articles."""
    from bot.terminal import progress_bar, screen, show_training
    from index.encoding.encoder import BUILT_IN
    from index.encoding.news import as_news
    from index.encoding.training import adapt
    from index.encoding.training import train as train_on_news

    settings = _settings(articles, data)
    target = out or settings.data / "encoder"
    if file is None:
        items = [as_news(each.article) for each in _built(settings).articles()]
        with progress_bar() as progress:
            report = adapt(items, BUILT_IN, target, progress=progress)
    else:
        with progress_bar() as progress:
            report = train_on_news(file, target, progress=progress)
    show_training(screen(), report)


def _limit(text: str) -> tuple[str, float]:
    """``"recall@1=0.95"`` as a measure and its least value."""
    measure, _, value = text.partition("=")
    try:
        return measure, float(value)
    except ValueError as error:
        raise SettingError(f"--min {text}：应为 指标=数值，例如 recall@1=0.95") from error


def _entry_as_json(entry: Entry) -> dict[str, object]:
    article = entry.article
    return {
        "file": article.file,
        "title": article.title,
        "date": article.date,
        "place": article.place,
        "publisher": article.publisher,
        "passages": entry.passages,
        "files": list(entry.files),
        "reprints": list(entry.reprints),
    }


def _term_as_json(entry: GlossaryEntry) -> dict[str, object]:
    return {
        "term": entry.term,
        "outcome": "listed" if entry.lists else "mentioned",
        "mentions": entry.mentions,
        "files": list(entry.files),
        "lists": [
            each.list.as_json() | {"evidence": each.evidence, "complete": each.complete}
            for each in entry.lists
        ],
    }


def _settings(articles: Path | None, data: Path | None) -> Settings:
    """The environment's settings with the command line's on top."""
    settings = load_settings(os.environ, Path(".env"))
    given = {"articles": articles, "data": data}
    return settings.model_copy(
        update={key: value for key, value in given.items() if value is not None}
    )


def _library(settings: Settings) -> Library:
    from index.encoding.encoder import load_encoder
    from index.language.words import Words

    words = Words(settings.data / "cache", settings.user_dictionary, settings.synonyms)
    return Library.open(settings.data, load_encoder(settings.encoder), words)


def _built(settings: Settings) -> Library:
    """The library, indexed first when there is no index yet."""
    library = _library(settings)
    if not library.is_built:
        from bot.terminal import progress_bar

        with progress_bar() as progress:
            library.update(settings.articles, progress)
    return library


def _readable(argument: str) -> str:
    """A command-line argument without the bytes that are no UTF-8."""
    return argument.encode("utf-8", "replace").decode()


def _lines() -> Iterator[str]:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        if line.strip():
            yield line.strip()
