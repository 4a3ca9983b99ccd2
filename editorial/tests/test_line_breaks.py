"""A line ends between words, or between characters, and signs stay with what they belong to."""

import pytest

from editorial.line_breaks import parts_between_breaks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ban it  now!", ["Ban", " it", " now!"]),
        ("顔認識", ["顔", "認", "識"]),
        ("監視を、今日やめよう！", ["監", "視", "を、", "今", "日", "や", "め", "よ", "う！"]),
        ("ヨーロッパ", ["ヨー", "ロッ", "パ"]),
        ("「顔」は（誰の）", ["「顔」", "は", "（誰", "の）"]),
        ("EU加盟国 2026", ["EU", "加", "盟", "国", " 2026"]),
        ("小米-Kameras", ["小", "米-Kameras"]),
        ("が\u3099", ["が\u3099"]),
        ("وجوهنا EU", ["وجوهنا", " EU"]),
        ("", []),
    ],
)
def test_a_line_ends_where_a_reader_expects_it(text: str, parts: list[str]) -> None:
    assert parts_between_breaks(text) == parts
    assert "".join(parts) == " ".join(text.split())
