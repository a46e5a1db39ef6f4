"""Museum dates are read as the museums' own begin and end columns read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.collection.dates import read_years, years_of


@pytest.mark.parametrize(
    ("wording", "years"),
    [
        ("1710", (1710, 1710)),
        ("c. 1650–60", (1650, 1660)),
        ("ca. 1650–1660", (1650, 1660)),
        ("ca. 1650", (1645, 1655)),
        ("ca.1543", (1538, 1548)),
        ("c. 1580–c. 1600", (1580, 1600)),
        ("1811–ca. 1813", (1811, 1813)),
        ("1704–9", (1704, 1709)),
        ("1873-75", (1873, 1875)),
        ("1742/43", (1742, 1743)),
        ("1375/1400", (1375, 1400)),
        ("950–75", (950, 975)),
        ("1774?–89", (1774, 1789)),
        ("dated 1510–19", (1510, 1519)),
        ("1894 or 1898", (1894, 1898)),
        ("dated 1674 and 1677", (1674, 1677)),
        ("September 1889", (1889, 1889)),
        ("August 27, 1781", (1781, 1781)),
        ("12/05/1888", (1888, 1888)),
        ("1888-05-12", (1888, 1888)),
        ("186[3?]", (1863, 1863)),
        ("1640s", (1640, 1649)),
        ("early 1660s", (1660, 1663)),
        ("mid-1650s", (1654, 1656)),
        ("late 1630s or early 1640s", (1637, 1643)),
        ("1700s", (1700, 1799)),
        ("mid 1700s", (1725, 1775)),
        ("1860s–70s", (1860, 1879)),
        ("1920s-30s", (1920, 1939)),
        ("1980s/90s", (1980, 1999)),
        ("1950s–60s–70s", (1950, 1979)),
        ("1900s–10s", (1900, 1919)),
        ("1890s–1900s", (1890, 1909)),
        ("1700s–1800s", (1700, 1899)),
        ("late 1860s–early 70s", (1867, 1873)),
        ("1865–70s", (1865, 1879)),
        ("1890s–20s", (1890, 1899)),
        ("1970s, 80s", (1970, 1979)),
        ("260s–50s B.C.", (-269, -50)),
        ("16th century", (1500, 1599)),
        ("14–15th century", (1300, 1499)),
        ("late 14–early 15th century", (1367, 1433)),
        ("8–7th century B.C.", (-799, -600)),
        ("14 B.C.–1st century A.D.", (-14, 99)),
        ("Early sixteenth century", (1500, 1533)),
        ("late 15th century", (1467, 1499)),
        ("15th–16th century", (1400, 1599)),
        ("late 16th–early 17th century", (1567, 1633)),
        ("early to mid-12th century", (1100, 1175)),
        ("mid- to late 14th century", (1325, 1399)),
        ("second half of the 19th century", (1850, 1899)),
        ("2nd half 16th century", (1550, 1599)),
        ("first quarter of the14th century", (1300, 1325)),
        ("18th century?", (1700, 1799)),
        ("14th century (?)", (1300, 1399)),
        ("1st century A.D.", (1, 99)),
        ("1st century B.C.", (-99, -1)),
        ("6th century BCE", (-599, -500)),
        ("6th–5th century B.C.", (-599, -400)),
        ("late 6th century B.C.", (-532, -500)),
        ("1st century B.C.–1st century A.D.", (-99, 99)),
        ("last decade of the 1st century BCE", (-9, -1)),
        ("3rd millennium BC", (-2999, -2000)),
        ("600–575 B.C.", (-600, -575)),
        ("306–30 B.C.", (-306, -30)),
        ("50–25 BCE", (-50, -25)),
        ("100 BCE–200 CE", (-100, 200)),
        ("30 B.C. – A.D. 364", (-30, 364)),
        ("-490 to -480", (-490, -480)),
        ("-480", (-480, -480)),
        ("A.D. 79", (79, 79)),
        ("1–500 CE", (1, 500)),
        ("dated 1039 AH/1630 CE", (1630, 1630)),
        ("before 1700", (1690, 1700)),
        ("by 1908", (1898, 1908)),
        ("1690 or slightly earlier", (1680, 1690)),
        ("after 1850", (1850, 1860)),
        ("1782 or later", (1782, 1792)),
        ("1540 after", (1540, 1550)),
        ("1855, reworked 1857–59", (1855, 1859)),
        ("1895; reworked by 1901", (1895, 1901)),
        ("case ca. 1710, movement ca. 1760–70", (1705, 1770)),
        ("19th century (12th century style)", (1800, 1899)),
        ("Edo period (1615–1868)", (1615, 1868)),
        ("Nanbokuchō period (1336–92)", (1336, 1392)),
        ("Ming (1368–1644) or Qing (1644–1911) dynasty", (1368, 1911)),
        ("late Ming dynasty (1368–1644)", (1368, 1644)),
        ("Song dynasty (960–1279", (960, 1279)),
        ("New Kingdom, Dynasty 19–20, ca. 1295–1070 B.C.", (-1295, -1070)),
    ],
)
def test_a_date_is_read(wording: str, years: tuple[int, int]) -> None:
    assert read_years(wording) == years


@pytest.mark.parametrize(
    "wording",
    [
        None,
        "",
        "n.d.",
        "Date unknown",
        "Modern",
        "1",
        "50",
        "Dynasty 18",
        "19999",
        "0",
        "4th dynasty",
        "spring",
        "70s",
        "the ’70s",
    ],
)
def test_what_says_no_year_gives_none(wording: str | None) -> None:
    assert read_years(wording) is None


@pytest.mark.parametrize(
    "wording", ["spuriously dated 1703", "7th century (Song copy)", "Song copy of 10th c. original"]
)
def test_the_date_of_another_work_is_not_taken_for_this_ones(wording: str) -> None:
    assert read_years(wording) is None
    assert read_years(wording.replace("spuriously ", "").replace("Song copy", "Song").replace(" of", ",")) is not None


def test_the_period_helps_where_the_date_says_nothing() -> None:
    assert years_of(None, "Edo period (1615–1868)") == (1615, 1868)
    assert years_of("Date unknown", "Edo period (1615–1868)") == (1615, 1868)
    assert years_of("ca. 1700", "Edo period (1615–1868)") == (1695, 1705)
    assert years_of(None, "Ptolemaic Period") is None


_WORDS = st.from_regex(
    r"[-–/,;()?]|'s|s|st|nd|rd|th|0|1|9|12|15|60|99|123|490|1650|-480|1st|3rd|15th|21th|1650s|early|mid|late|first|second|"
    r"half|quarter|of|the|century|centuries|millennium|c\.|ca\.|ca|circa|b\.c\.|bce|bc|a\.d\.|ad|to|or|and|before|after|by",
    fullmatch=True,
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(_WORDS, max_size=9).map(" ".join), st.lists(_WORDS, max_size=9).map("".join)
    )
)
def test_whatever_stands_there_the_first_year_is_not_after_the_last(wording: str) -> None:
    years = read_years(wording)
    if years is not None:
        assert years[0] <= years[1]
        assert years[0] > -1_000_000
        assert years[1] <= 2110


@given(st.integers(100, 2100), st.integers(0, 300))
def test_every_range_of_years_is_read_as_it_stands(first: int, length: int) -> None:
    last = min(first + length, 2100)
    assert read_years(f"{first}–{last}") == (first, last)
    assert read_years(f"{last}–{first} B.C.") == (-last, -first)


@given(st.integers(1, 21))
def test_every_century_holds_its_hundred_years(number: int) -> None:
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st"}.get(number, "th")
    assert read_years(f"{number}{suffix} century") == (max(1, 100 * number - 100), 100 * number - 1)
    assert read_years(f"{number}{suffix} century B.C.") == (1 - 100 * number, min(-1, 100 - 100 * number))
