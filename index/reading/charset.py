"""Bytes in, text out: which of the encodings of Chinese files this one is in.

Byte-order mark, then strict UTF-8, then the candidate whose characters are the most
common ones of Chinese news: six characters are enough for that, where statistics over
byte pairs (charset-normalizer, asked only when nothing else fits) need a page.
"""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache

from index.errors import RejectedFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_SHORT = 100  # bytes
_CONTROLS = [chr(each) for each in (*range(9), *range(14, 32))]
_SAMPLE = 100_000  # bytes that are scored
_FITS = 0.6  # mean score of a character beyond ASCII in text that was decoded rightly

# The 500 most frequent characters of Chinese news and their traditional forms.
_COMMON = (
    "的国中新在人和一发大会全作年了展为地方央要进民业日出家行合动主是有同联平成政实部上对建工生加视关重强化以共力天开等时网个来多近经不播高消区息总党持表到月闻务体今"
    "产习面长现员推机前理设系将制议好法各通定公利代美保领这两能提委我治示文增战目度过社学市事军用分于下入与自统交安济心次深坚改海场十基当斯正就道外第资本路特北组导水"
    "万向题席调记续们内点际创期量三情问明更指克后最立西运书南科项里村院台造报活举得企间亚施决任性布信从电已农者他世界局支革式流起相义也应计金程协小技达数防首意位带门"
    "及域团比护规俄色名取广例元华结之京并互府江确东步队放山号还众精解受着尔至可服接织据车线物品其集管完巴境省稳拉级办二亿标四常参育构医病投群落求源都风质研子城快球列"
    "传罗极说把州策节供教届双打略气案升口疫收积态商责此愿专复断环种击干势所做老空件神术见效论德维超约优贸处命欧果边权族别准历使五引港查由手型想马善促李友继航史感转变"
    "游话认严志非核先控思被形贫阿周反讲融去宣告致兴原监装助备无火河障称格切批让武易而回铁卫始难划访伊纪县条健走看兰整选乌百营单越速验乡客预降显春康费突范救益类观士模"
    "土影紧础识贯望署旅往张措希审层然林响福八"
    "國發會爲進業動聯實對視關強開時網個來經區總黨聞務體產習長現員機設將議領這兩戰過學軍於與統濟堅場當資組導萬題調記續們內點際創問後運書項裏臺報舉間亞決從電農義應計協"
    "達數帶門團護規廣華結並確東隊號還衆爾織據車線穩級辦億標參構醫羣風質傳羅極說節屆雙氣積態責願專復斷環種擊幹勢術見論維約優貿處歐邊權別準歷馬繼轉變遊話認嚴貧講興監裝"
    "備無稱讓鐵衛難劃訪紀縣條蘭選烏營單驗鄉預顯費範類觀緊礎識貫張審層響"
)
_PUNCTUATION = "　，。、；：？！“”‘’（）《》—…·【】「」『』〇"


def decode(raw: bytes) -> str:
    """The text of a file, line ends as ``\n``, without control characters.

    Bytes that are no character in the file's encoding are left out.

    :raises RejectedFile: when the bytes are no text.
    """
    text = visible(_to_text(raw))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def visible(text: str) -> str:
    """``text`` without control characters, invisible ones, and halves of characters."""
    return text.translate(_unwanted())


def _to_text(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "ignore")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _best(raw)
    if any(map(text.__contains__, _CONTROLS)):  # UTF-16 without a mark, or no text at all
        return _best(raw)
    if text.isascii() and len(raw) <= _SHORT:  # a few Han characters in UTF-16 can look like that
        return next(filter(None, map(raw.decode, _surely_utf_16(raw))), text)
    return text


def _surely_utf_16(raw: bytes) -> list[str]:
    encodings = _CANDIDATES[3:] if len(raw) % 2 == 0 else ()
    return [each for each in encodings if _score(raw.decode(each, "replace"))[1] >= 1.2]


def _best(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    scores = {each: _score(sample.decode(each, "replace")) for each in _CANDIDATES[1:]}
    scores["utf-8"] = _score(sample.decode("utf-8", "replace"), spoilt=-1.0)
    encoding = max(scores, key=lambda each: scores[each][0])
    total, mean = scores[encoding]
    if total > 0 and mean >= _FITS:
        return raw.decode(encoding, "ignore")
    return _foreign(raw)


def _foreign(raw: bytes) -> str:
    """Text in an encoding that Chinese files are not usually in."""
    if b"\0" in raw[:_SAMPLE]:
        raise RejectedFile("不是文本")
    import charset_normalizer

    guess = charset_normalizer.from_bytes(raw[:_SAMPLE]).best()
    if guess is None:
        raise RejectedFile("不是文本，或编码无法识别")
    return raw.decode(guess.encoding, "ignore")


def _score(text: str, spoilt: float = -4.0) -> tuple[float, float]:
    """The sum of the characters' scores, and its mean over those beyond ASCII.

    :param spoilt: for a byte that is no character, or controls something; lenient for UTF-8,
        as text in another encoding has hardly any that are.
    """
    weights = _weights()
    total, beyond = 0.0, 0
    for char, times in Counter(text).items():
        if " " <= char <= "~" or char in "\t\r\n":
            continue
        total += times * weights.get(char, _other(char, spoilt))
        beyond += times
    return total, total / beyond if beyond else 0.0


def _other(char: str, spoilt: float) -> float:
    if "\u4e00" <= char <= "\u9fff":
        return 0.1
    return spoilt if char == "\ufffd" or char < " " else -1.0


@cache
def _weights() -> dict[str, float]:
    return {**dict.fromkeys(_PUNCTUATION, 1.5), **dict.fromkeys(_COMMON, 2.0)}


@cache
def _unwanted() -> dict[int, None]:
    """Control and invisible characters, and what an undecodable byte became."""
    controls = [each for each in range(32) if chr(each) not in "\t\n\r"]
    invisible = [0x7F, 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFD]
    return dict.fromkeys([*controls, *invisible, *range(0xD800, 0xE000)])
