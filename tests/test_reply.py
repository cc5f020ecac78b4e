from bot.reply import Part, lay_out
from index.answer import Answer, Citation, Outcome


def citation(file: str, quote: str) -> Citation:
    return Citation(file, "标题", "2022-02-18", "荆州日报", None, 0, len(quote), quote)


def test_a_quote_that_only_repeats_the_answer_is_left_out_and_its_source_stays() -> None:
    answer = Answer(
        "问",
        Outcome.FOUND,
        "共四项。",
        citations=(citation("a", "共四项"), citation("b", "另有四项")),
    )
    parts = [(each.part, each.text) for each in lay_out(answer)]
    assert parts == [
        (Part.ANSWER, "共四项。"),
        (Part.SOURCE, "《标题》 · 荆州日报 · 2022-02-18 · a"),
        (Part.QUOTE, "另有四项"),
        (Part.SOURCE, "《标题》 · 荆州日报 · 2022-02-18 · b"),
    ]


def test_marks_become_runs_and_the_longer_mark_wins() -> None:
    answer = Answer("问", Outcome.FOUND, "市长林继军说", marks=("林继军", "市长林继军"))
    (paragraph,) = lay_out(answer)
    assert [(run.text, run.mark) for run in paragraph.runs] == [
        ("市长林继军", True),
        ("说", False),
    ]
