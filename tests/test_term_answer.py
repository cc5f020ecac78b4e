"""Questions about terms: what is listed, mentioned, misspelt, of another year, or not asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.answer import Answer, Outcome
from index.article import Article, Block, BlockKind
from index.catalog import Catalog
from index.reading.article_reader import read_article
from index.terms.glossary import entries
from index.terms.mining import mine
from index.terms.term_answer import answer_term
from index.terms.term_index import TermIndex

SEEDS = Path(__file__).parent.parent / "seeds"


def indexed(articles: list[Article]) -> TermIndex:
    catalog = Catalog(Path(":memory:"))
    with catalog.writing():
        for each in articles:
            catalog.add(each, each.file, [], np.zeros((0, 1)), mine(each), 1)
    texts = {each.file: each.text for each in articles}
    return TermIndex(catalog.terms(1), lambda file: texts[file])


def written(file: str, text: str, date: str | None = None, place: str | None = None) -> Article:
    block = Block(BlockKind.BODY, 0, len(text))
    return Article(file, text[:10], date, "江城日报", place, None, text, (block,))


@pytest.fixture(scope="module")
def seeds() -> TermIndex:
    return indexed([read_article(path, SEEDS) for path in sorted(SEEDS.glob("*.txt"))])


@pytest.fixture(scope="module")
def towns() -> TermIndex:
    return indexed(
        [
            written("a", "要实施道路、河道、厕所“三大工程”。", "2023-05-01", "东山县"),
            written("b", "要实施学校、医院、公园“三大工程”。", "2024-06-02", "西川县"),
            written("c", "“三大工程”包括桥梁、码头、车站。"),
            written("d", "扎实推进“三大工程”。", "2025-01-01", "东山县"),
            written(
                "e", "会上，王局长就防汛提出三点要求：一是备料；二是巡堤；三是值守。", "2024-07-01"
            ),
            written(
                "f", "会上，李局长就助学提出三点要求：一是摸底；二是结对；三是回访。", "2024-08-01"
            ),
            written("g", "开展扩绿、兴水等“八大行动”。", "2024-08-09"),
        ]
    )


def check(answer: Answer | None, text_of: Callable[[str], str]) -> Answer:
    """The answer, every quote of which is verbatim and every member of which is quoted."""
    assert answer is not None
    for citation in answer.citations:
        assert citation.quote
        assert text_of(citation.file)[citation.start : citation.end] == citation.quote
    for each in answer.lists:
        quotes = [c.quote for c in answer.citations if c.file == each.file]
        assert all(any(member in quote for quote in quotes) for member in each.members)
    return answer


EIGHT_PLANS = [
    "八大计划有哪些", "八大计划", "8大计划是什么？", "捌大计划包括哪几个", "「八大計劃」是什麼",
    "请问八大计划具体指什么", "列一下八大计划", "讲讲八大计划", "八大计划是哪八个",
    "巴大计划有哪些",     "八大机划是什么", "八大划有哪些", "钟祥的八大计划都有啥",
    "我看报纸说要搞八大计划，这八大计划到底都有哪些啊", "什么是八大计划", "八大计划分别是哪几项",
]  # fmt: skip


@pytest.mark.parametrize("question", EIGHT_PLANS)
def test_every_way_of_asking_gets_all_members(seeds: TermIndex, question: str) -> None:
    answer = check(answer_term(question, seeds), seeds.text_of)
    assert answer.outcome is Outcome.LISTED
    assert len(answer.members) == 8
    assert answer.members[2] == "“金钥匙”技改提能计划"
    assert "“八大计划”共8项" in answer.text
    assert all(member in answer.text for member in answer.members)


LISTED = [
    ("七力指的是什么", 7), ("好正实优什么意思", 4), ("铁牛型是什么", 7), ("莫愁+系列产品有哪些", 6),
    ("莫愁加有哪些", 6), ("6+1产业有哪些", 7), ("六加一产业有哪些", 7), ("三入是什么意思", 3),
    ("四个关键是啥", 4), ("五大主导产业有哪些", 5), ("周军提出思考哪三个方面的问题", 3),
    ("钟祥的发展定位要从哪三个方面来体现", 3), ("三个一批是指哪三批", 3), ("四大会占是哪些", 4),
    ("八项工程有哪些", 8), ("八大工程，分别是？", 8), ("洪湖搞的八大工程是啥子", 8),
    ("能不能给我列出八大工程的名字", 8), ("四大会战都有哪几大战", 4), ("主攻哪四大功能目标", 4),
    ("好政实优是什么", 4), ("2022年的四大会战有哪些", 4), ("荆州的四大会战是哪些", 4),
    ("八大工程指啥来着", 8), ("八大工程有几个分别是什么", 8), ("八大工程（洪湖市）有哪些", 8),
    ("好正实优四个字啥意思", 4), ("请列出八大工程的全部内容", 8), ("四个优先都优先什么", 4),
    ("七力都是什么力，谢谢", 7),
]  # fmt: skip


@pytest.mark.parametrize(("question", "count"), LISTED)
def test_lists_of_the_seeds(seeds: TermIndex, question: str, count: int) -> None:
    answer = check(answer_term(question, seeds), seeds.text_of)
    assert (answer.outcome, len(answer.members)) == (Outcome.LISTED, count)


def test_a_misspelt_name_is_said_to_be_one(seeds: TermIndex) -> None:
    answer = check(answer_term("巴大工程有哪些", seeds), seeds.text_of)
    assert answer.text.startswith("按“八大工程”回答。\n“八大工程”共8项")


MENTIONED = [
    "三大工程是什么",
    "四个百强",
    "八大竞赛有哪些",
    "一主两副七个组团是什么",
    "两重两新指什么",
]


@pytest.mark.parametrize("question", MENTIONED)
def test_what_nobody_lists_is_only_mentioned(seeds: TermIndex, question: str) -> None:
    answer = check(answer_term(question, seeds), seeds.text_of)
    assert answer.outcome is Outcome.MENTIONED
    assert (answer.members, "没有列出它包括什么" in answer.text) == ((), True)
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    ["九大工程有哪些", "武汉的八大工程有哪些", "2023年的四大会战有哪些", "八大计划第九项是什么"],
)
def test_another_number_place_or_year_is_unknown(seeds: TermIndex, question: str) -> None:
    answer = check(answer_term(question, seeds), seeds.text_of)
    assert (answer.outcome, answer.lists) == (Outcome.UNKNOWN, ())


@pytest.mark.parametrize(
    "question",
    [
        "八大工程什么时候提出的", "四大会战是谁提出的", "八大工程的意义是什么", "八大工程投资多少",
        "为什么要实施八大工程", "四大会战打得怎么样", "四个优先和四大会战有什么区别",
        "八大工程有什么特点", "十五五是什么", "二十大什么时候召开", "市委书记是谁",
        "今天天气怎么样", "三个人是谁", "一级响应是什么", "你好",
        "我国是多少个国家的前三大贸易伙伴",
    ],
)  # fmt: skip
def test_other_questions_are_left_to_the_others(seeds: TermIndex, question: str) -> None:
    assert answer_term(question, seeds) is None


def test_the_newest_list_comes_first_and_an_older_one_beside_it(seeds: TermIndex) -> None:
    answer = check(answer_term("四大会战有哪些", seeds), seeds.text_of)
    assert [each.date for each in answer.lists] == ["2025-02-14", "2022-02-18"]
    assert "2025-02-14 洪湖市；2022-02-18 洪湖市" in answer.text


def test_parallel_evidence_is_said_to_be_inferred(seeds: TermIndex) -> None:
    answer = check(answer_term("2025年的四大会战有哪些", seeds), seeds.text_of)
    assert "文中未明说，按并列表述归纳" in answer.text


def test_lists_that_differ_stand_side_by_side_undated_last(towns: TermIndex) -> None:
    answer = check(answer_term("三大工程有哪些", towns), towns.text_of)
    assert [each.file for each in answer.lists] == ["b", "a", "c"]
    assert answer.members == ("学校", "医院", "公园")
    assert "2024-06-02 西川县" in answer.text
    assert "2023-05-01 东山县" in answer.text
    assert "另有1篇文章提到，未列出内容（2025-01-01 东山县）" in answer.text


@pytest.mark.parametrize(
    ("question", "files"),
    [
        ("东山县的三大工程有哪些", ["a"]),
        ("2024年的三大工程是什么", ["b"]),
        ("最新的三大工程是什么", ["b"]),
    ],
)
def test_year_and_place_pick_the_article(towns: TermIndex, question: str, files: list[str]) -> None:
    answer = check(answer_term(question, towns), towns.text_of)
    assert [each.file for each in answer.lists] == files


@pytest.fixture(scope="module")
def village() -> TermIndex:
    return indexed(
        [
            written("a", "江镇推行“三代”服务，即代育、代管、代销。", "2024-03-01"),
            written("b", "江镇落实“三实”作风，防止“四种现象”。", "2024-04-01"),
            written("c", "白县明年的“两大工程”调整为：清渠工程、点灯工程。", "2023-12-20"),
            written("d", "青县实施“两大工程”：护苗工程、育林工程。", "2023-05-20"),
            written("e", "江镇推广“五步调解法”：听、问、劝、帮、访。", "2024-05-01"),
            written("f", "江镇办好“四件为民小事”：修桥、铺路、装灯、通水。", "2024-06-01"),
            written("h", "白县落实“两不三直”，不发通知、不听汇报，直奔基层、直插现场、直面问题。"),
            written(
                "i", "江镇锚定“三区一港”定位，即示范区、保障区、传承区和联运港。", "2024-08-01"
            ),
            written(
                "j", "青县构建“一主两副”格局，“一主”即城关，“两副”为南坡和北渡。", "2024-09-01"
            ),
            written("k", "白县皮影有“四绝”：刻、唱、打、耍。刻，要走三千刀；耍，能舞六人。"),
            written("l", "白县推进“两项改革”：林权改革、水价改革。", "2023-02-01"),
            written("m", "白县推进“两项改革”：医保改革、水价改革。", "2024-02-01"),
            written("g", "白县做到“三个当场”：当场登记、当场受理、当场答复。", "2024-07-01"),
        ]
    )


ASKED = [
    ("江镇的三代是代哪些", "代育|代管|代销"),
    ("三代服务 代哪三样", "代育|代管|代销"),
    ("三个当场係邊三個", "当场登记|当场受理|当场答复"),
    ("三个当场都是当场啥", "当场登记|当场受理|当场答复"),
    ("三个当场是什么 白县那个", "当场登记|当场受理|当场答复"),
    ("2024年的两大工程列一下", "清渠工程|点灯工程"),
    ("两大工程2024的", "清渠工程|点灯工程"),
    ("青县那两大工程", "护苗工程|育林工程"),
    ("调解五步法有哪些", "听|问|劝|帮|访"),
    ("两不三直里不准的是哪两样、直的又是哪三样", "不发通知|不听汇报|直奔基层|直插现场|直面问题"),
    ("三区一港是要把江镇建成啥", "示范区|保障区|传承区|联运港"),
    ("一主两副的一主和两副各是哪里", "城关|南坡|北渡"),
]


@pytest.mark.parametrize(("question", "expected"), ASKED)
def test_the_name_is_repeated_or_the_list_told_apart(
    village: TermIndex, question: str, expected: str
) -> None:
    answer = check(answer_term(question, village), village.text_of)
    assert "|".join(answer.members) == expected
    assert len(answer.lists) == 1


@pytest.mark.parametrize("question", ["三实作风是哪三实", "四种现象 哪四种啊", "三实作风都有啥"])
def test_the_noun_after_a_name_belongs_to_it(village: TermIndex, question: str) -> None:
    assert check(answer_term(question, village), village.text_of).outcome is Outcome.MENTIONED


def test_a_member_of_one_character_is_answered_where_the_text_takes_it_up(
    village: TermIndex,
) -> None:
    answer = check(answer_term("皮影四绝里的耍是什么意思", village), village.text_of)
    assert (answer.text, answer.marks) == ("耍，能舞六人", ("耍",))
    answer = check(answer_term("四绝的第一个是什么", village), village.text_of)
    assert answer.text == "“四绝”的第1项：刻，要走三千刀"


def test_lists_are_compared_side_by_side(village: TermIndex) -> None:
    answer = check(answer_term("白县和青县的两大工程一样吗", village), village.text_of)
    assert [each.file for each in answer.lists] == ["c", "d"]
    answer = check(answer_term("白县的三个当场跟江镇的三代是一回事吗", village), village.text_of)
    assert [each.file for each in answer.lists] == ["g", "a"]
    for asked in (
        "白县2023年的两项改革跟2024年的有什么不一样",
        "两项改革2023年和2024年相比有变化吗",
    ):
        answer = check(answer_term(asked, village), village.text_of)
        assert [each.file for each in answer.lists] == ["l", "m"]
        assert answer.text.endswith("不同：前者有“林权改革”，后者有“医保改革”。")


def test_a_head_alone_is_asked_by_position(village: TermIndex) -> None:
    answer = check(answer_term("江镇为民小事第三件是什么", village), village.text_of)
    assert (answer.outcome, answer.marks) == (Outcome.FOUND, ("装灯",))


def test_fewer_members_are_counted_as_fewer(towns: TermIndex) -> None:
    answer = check(answer_term("八大行动有哪些", towns), towns.text_of)
    assert answer.text == "“八大行动”8 项中列出 2 项：\n1. 扩绿\n2. 兴水"
    assert answer.lists[0].count == 8


def test_a_plain_count_is_found_by_what_announces_it(towns: TermIndex) -> None:
    answer = check(answer_term("李局长就助学提出了哪几点要求", towns), towns.text_of)
    assert answer.members == ("摸底", "结对", "回访")


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("八大计划的第二个是什么", "“头部+小巨人”龙头引领带动计划"),
        ("八大计划第七项怎么落实", "“新家园”城乡建管品质提升计划"),
        ("八大计划的最后一个是什么", "“烦心事”问题改善计划"),
    ],
)
def test_a_member_by_position(seeds: TermIndex, question: str, member: str) -> None:
    answer = check(answer_term(question, seeds), seeds.text_of)
    assert (answer.outcome, answer.marks) == (Outcome.FOUND, (member,))
    assert member in answer.text


def test_a_position_alone_is_of_the_term_before(seeds: TermIndex) -> None:
    answer = check(answer_term("第七项怎么落实", seeds, carried="八大计划"), seeds.text_of)
    assert "精美集镇" in answer.text
    assert answer.carried == "八大计划"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "工业突围战属于什么",
            "“工业突围战”是“四大会战”之一（2025-02-14 洪湖市；2022-02-18 洪湖市）。",
        ),
        ("技改提能计划属于哪个计划", "“金钥匙”技改提能计划是“八大计划”之一（钟祥）。"),
    ],
)
def test_from_a_member_to_its_list(seeds: TermIndex, question: str, expected: str) -> None:
    answer = check(answer_term(question, seeds), seeds.text_of)
    assert (answer.outcome, answer.text) == (Outcome.FOUND, expected)


def test_one_named_member_is_answered_from_its_clause(seeds: TermIndex) -> None:
    answer = check(answer_term("五个一的一张网指什么", seeds), seeds.text_of)
    assert (answer.outcome, answer.text) == (Outcome.FOUND, "健全基础设施、融入“一张网”")


def test_the_table_of_terms_says_where_and_whether_listed(seeds: TermIndex) -> None:
    table = {each.term: each for each in entries(seeds)}
    four = table["四大会战"]
    assert (four.mentions, len(four.files), len(four.lists)) == (7, 2, 2)
    assert table["三大工程"].lists == ()
    assert [each.term for each in entries(seeds, "8大计划")] == ["八大计划"]
    assert list(entries(seeds, "九大工程")) == []


@pytest.mark.parametrize("question", ["四个一有哪些", "三个一批有哪些", "四个一成是什么"])
def test_a_near_name_of_another_number_or_head_is_not_answered(question: str) -> None:
    index = indexed([written("a", "扎实开展“四个一批”，即修一批、建一批、改一批、拆一批。")])
    answer = answer_term(question, index)
    assert answer is None or answer.lists == ()


def test_the_place_of_a_member_in_its_list(seeds: TermIndex) -> None:
    answer = check(answer_term("永动机计划是八大计划的第几个", seeds), seeds.text_of)
    assert answer.text == "“永动机”招商引资倍增计划是“八大计划”的第1项。"


def test_an_undated_article_is_as_old_as_the_day_it_opens_with() -> None:
    index = indexed(
        [
            written("old", "2023年2月1日，县里部署路网、水网、电网“三大工程”。", "2023-02-01"),
            written("new", "2024年2月9日，县里部署学校、医院、公园“三大工程”。"),
        ]
    )
    answer = answer_term("三大工程有哪些", index)
    assert answer is not None
    assert [(each.file, each.date) for each in answer.lists] == [
        ("new", None),
        ("old", "2023-02-01"),
    ]


def test_clauses_alike_answer_only_to_a_name_that_nobody_uses() -> None:
    clauses = written("a", "坚持工业强县不动摇，坚持绿色发展不动摇，坚持人民至上不动摇。")
    answer = answer_term("县里的三个不动摇是什么", indexed([clauses]))
    assert answer is not None
    assert len(answer.members) == 3
    assert "文中未明说，按并列表述归纳" in answer.text
    used = written("b", "要做到“三个不动摇”。")
    answer = answer_term("三个不动摇是什么", indexed([clauses, used]))
    assert answer is not None
    assert answer.outcome is Outcome.MENTIONED
