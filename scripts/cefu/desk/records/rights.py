"""Statements of rights to choose from: what archives of other people's papers mostly can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cefu.model.language import ENGLISH, ORIGINAL, Names


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement under a short name, in the languages of a sidecar."""

    name: str
    words: Names


STATEMENTS: Sequence[Statement] = (
    Statement(
        "holders",
        {
            ORIGINAL: "著作權屬原作者與出版者所有；本典藏為研究與保存而收錄，權利人得隨時要求撤下。",
            ENGLISH: "Copyright remains with the authors and the publisher; kept here for research and "
            "preservation, and taken down at the rights holder's request.",
        },
    ),
    Statement(
        "leave",
        {
            ORIGINAL: "著作權屬原作者與出版者所有；經權利人同意收錄。",
            ENGLISH: "Copyright remains with the authors and the publisher; shown by their leave.",
        },
    ),
    Statement(
        "official",
        {
            ORIGINAL: "政府公文書；依法不為著作權之標的，得自由利用。",
            ENGLISH: "An official document, by law not subject to copyright; it may be used freely.",
        },
    ),
    Statement(
        "ccby",
        {
            ORIGINAL: "以創用 CC 姓名標示 4.0 國際授權條款釋出。",
            ENGLISH: "Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0).",
        },
    ),
    Statement(
        "public",
        {
            ORIGINAL: "著作財產權保護期間已屆滿，屬公有領域。",
            ENGLISH: "In the public domain; the term of copyright has ended.",
        },
    ),
    Statement(
        "unknown",
        {
            ORIGINAL: "權利狀態尚未查明；使用前請自行查證。",
            ENGLISH: "The rights have not been established; ascertain them before any use.",
        },
    ),
)
