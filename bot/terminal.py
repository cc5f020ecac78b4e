"""How answers and tables look in a terminal; without colour when the output is a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from bot.reply import Paragraph, Part, lay_out
from index.answer import Answer, Hit
from index.library import Entry
from index.terms.glossary import GlossaryEntry

if TYPE_CHECKING:
    from bot.doctor import Finding
    from bot.gaps import Gap
    from index.asking.exam import Tally
    from index.encoding.training import TrainingReport
    from index.progress import Progress as Told
    from index.search.evaluation import Evaluation
    from index.update import Report

_STYLES = {
    Part.CARRIED: "dim",
    Part.ANSWER: "",
    Part.CHECK: "dim",
    Part.QUOTE: "italic",
    Part.CONTEXT: "italic",
    Part.SOURCE: "cyan",
    Part.NOTE: "dim",
}
_SIGNS = {"right": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}
_EXAM_COLUMNS = (
    *("n", "right", "compl", "refuse", "invent"),
    *("cited", "verb", "within", "chars"),
)
_INDENTED = {Part.QUOTE: 2, Part.SOURCE: 2}


def screen() -> Console:
    """Standard output."""
    return Console(highlight=False, soft_wrap=True)


def show_answer(console: Console, answer: Answer) -> None:
    """Prints the answer, then each quote with its source."""
    for paragraph in lay_out(answer):
        text = _text(paragraph)
        indent = _INDENTED.get(paragraph.part, 0)
        if console.is_terminal and indent:
            console.print(Padding(text, (0, 0, 0, indent)), soft_wrap=False)
        else:
            console.print(text, soft_wrap=not console.is_terminal)


def show_passages(console: Console, passages: Sequence[Hit], first: int) -> None:
    """Prints passages, numbered from ``first``."""
    for number, hit in enumerate(passages, first):
        console.print(Text.assemble((f"{number}. ", "bold"), hit.text))
        console.print(Text(f"   {hit.file}", style="cyan"))


def show_report(console: Console, report: Report) -> None:
    """Prints what an update did: the counts, then each rejected file with its reason."""
    table = Table(show_header=True, box=None, pad_edge=False)
    for heading in ("新增", "改动", "未变", "移除", "拒收"):
        table.add_column(heading, justify="right")
    groups = (report.added, report.changed, report.unchanged, report.removed, report.rejected)
    table.add_row(*(str(len(each)) for each in groups))
    console.print(table)
    for same in report.same:
        console.print(f"相同 {same.file}：与 {same.other} 内容相同", markup=False)
    for rejection in report.rejected:
        console.print(f"拒收 {rejection.file}：{rejection.reason}", markup=False)


def show_articles(console: Console, entries: Sequence[Entry]) -> None:
    """Prints one line or two an article; file names are never cut short."""
    for number, each in enumerate(entries, 1):
        article = each.article
        known = (article.date or "日期未注明", article.place, article.publisher)
        details = [*(one for one in known if one), f"{each.passages} 段", article.file]
        console.print(Text.assemble((f"{number}. ", "bold"), article.title))
        console.print(Text("   " + " · ".join(details), style="cyan"))
        for word, files in (("相同", each.files[1:]), ("转载", each.reprints)):
            if files:
                console.print(Text(f"   {word}：" + "、".join(files), style="dim"))


def show_terms(console: Console, entries: Sequence[GlossaryEntry]) -> None:
    """Prints each term with its lists, or that it is only mentioned."""
    if not entries:
        console.print("收录的文章里没有这样的数字缩略语。")
    for each in entries:
        known = "" if each.lists else "，未列出内容"
        console.print(Text.assemble((each.term, "bold"), f"  出现 {each.mentions} 次{known}"))
        for one in each.lists:
            where = " ".join(known for known in (one.list.date, one.list.place) if known)
            console.print(Text("   " + "、".join(one.list.members)))
            console.print(Text("   " + " · ".join(filter(None, (where, one.list.file))), "cyan"))
        if not each.lists:
            console.print(Text("   " + "、".join(each.files), style="cyan"))


def show_gaps(console: Console, gaps: Sequence[Gap]) -> None:
    """Prints a row a question, the most asked first."""
    if not gaps:
        console.print("还没有答不上来的问题。")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("问过", "👎", "在等", "最近"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("问题", overflow="fold")
    for each in gaps:
        last = each.last.astimezone().strftime("%Y-%m-%d")
        counts = (str(each.asked), str(each.bad), str(each.waiting))
        table.add_row(*counts, last, Text(each.question))
    console.print(table)


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Prints a line a check."""
    for each in findings:
        sign, style = _SIGNS[each.state]
        console.print(Text.assemble((f"{sign} ", style), (f"{each.what}：", "bold"), each.text))


def show_evaluation(console: Console, evaluation: Evaluation) -> None:
    """Prints a row a stage and the latency of an answer."""
    table = Table(box=None, pad_edge=False)
    table.add_column("stage")
    measures = list(evaluation.stages[-1].scores)
    for measure in measures:
        table.add_column(measure, justify="right")
    for stage in evaluation.stages:
        scores = [stage.scores.get(each) for each in measures]
        table.add_row(stage.name, *("" if each is None else f"{each:.4f}" for each in scores))
    console.print(table)
    times = f"p50 {evaluation.p50_ms:.1f} ms, p99 {evaluation.p99_ms:.1f} ms"
    console.print(f"{evaluation.questions} questions, an answer takes {times}")


def show_exam(console: Console, tallies: Sequence[Tally]) -> None:
    """Prints a row a group of questions; shares, counts and the median length of an answer."""
    table = Table(box=None, pad_edge=False)
    for column in ("half", "group"):
        table.add_column(column, no_wrap=True)
    for column in _EXAM_COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for each in tallies:
        complete = "" if each.complete is None else f"{each.complete:.2f}"
        shares = (f"{share:.2f}" for share in (each.cited, each.verbatim, each.within))
        counts = (str(each.refused), str(each.invented))
        row = (str(each.asked), f"{each.right:.2f}", complete, *counts, *shares)
        table.add_row(each.half, each.group, *row, f"{each.median_length:.0f}")
    console.print(table)


def show_training(console: Console, report: TrainingReport) -> None:
    """Prints the figures before and after, and where the encoder lies."""
    console.print(f"学了 {report.learnt_from} 篇，用另外 {report.held_out} 篇检验：")
    for name, score in (("原来", report.before), ("现在", report.after)):
        console.print(
            f"{name}  标题找到自己的正文 {score.titles_at_1:.3f}，正文抹去标题的字以后"
            f"排进前 10 名 {score.masked_at_10:.3f}、前 100 名 {score.masked_at_100:.3f}"
        )
    if report.replaced:
        console.print(
            f"已存到 {report.saved}；设 WENBAO_ENCODER={report.saved} 并运行 wenbao index 即可使用"
        )
    else:
        console.print(f"没有比原来的好，什么都没有替换；新的留在 {report.saved}，可以删去")


@contextmanager
def progress_bar() -> Iterator[Told]:
    """A progress bar on standard error; nothing when that is not a terminal."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    with bar:
        yield tell


def _text(paragraph: Paragraph) -> Text:
    style = _STYLES[paragraph.part]
    text = Text(style=style)
    if paragraph.part is Part.QUOTE:
        text.append("│ ")
    for run in paragraph.runs:
        text.append(run.text, style="bold yellow" if run.mark else style)
    return text
