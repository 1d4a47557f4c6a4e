"""Files as offices publish them are read as they are; every figure in them is made up."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tests.indicators.made_files import read
from tests.indicators.made_layouts import NORWAY, ONLINE, folder, told

STATISTICS_NORWAY = """\
    values: 06265.csv
    header_line: 3
    ends_before: ""
    columns: {entity: region}
    where: {bygningstype: Enebolig}
    value_columns: "{indicator} {period}"
    missing: {"..": not_available, ":": confidential, ".": not_possible}
    meanings:
      entity: {"0301 Oslo": "0301", "4601 Bergen": "4601"}
      indicator: {Boliger: dwellings, Husholdninger i alt: households}
    entities:
      - {id: "0301", label: {nb: Oslo}}
      - {id: "4601", label: {nb: Bergen}}
    indicators:
      - {id: dwellings, label: {nb: Boliger}, unit: number, better: neither}
      - {id: households, label: {nb: Husholdninger}, unit: number, better: neither}
    """
DWELLINGS = """\
    "06265: Boliger, etter region, bygningstype, statistikkvariabel og år"

    "region";"bygningstype";"Boliger 2019";"Boliger 2020";"Husholdninger i alt 2020"
    "0301 Oslo";"Enebolig";27100,5;27 200,0;..
    "0301 Oslo";"Blokk";1,0;1,0;1,0
    "4601 Bergen";"Enebolig";1234,5;.;:

    "Målt per 1. januar.";
    Kilde: ingen, for tallene er funnet på for Ås og Bodø
    """
EUROSTAT = (
    """\
    values: sdg.tsv
    first_column: [freq, unit, geo]
    columns: {entity: geo, unit: unit}
    where: {freq: A, unit: PC}
    indicator: online
    value_columns: "{period}"
    marks: [b, c, d, e, p, u]
    missing: {":": not_available, c: confidential}
    meanings: {unit: {PC: percent}}
    not_used: {entities: [EU27_2020]}
    """,
    (
        "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \t2020 \n"
        "A,PC,EU27_2020\t1 \t2 \t3 \n"
        "A,PC,NO\t96.3 \t98.2 b\t: \n"
        "A,PC,SE\t: c\t93 bep\t92.5e\n"
        "A,THS,NO\t1 \t2 \t3 \n"
    ),
)


def test_statistics_norways_wide_file_is_read_as_it_is_downloaded(tmp_path: Path) -> None:
    indicators = read(folder(tmp_path, STATISTICS_NORWAY, "06265.csv", DWELLINGS, "latin-1"))
    assert told(indicators) == {
        ("0301", "dwellings", "2019"): 27100.5,
        ("0301", "dwellings", "2020"): 27200.0,
        ("0301", "households", "2020"): "not_available",
        ("4601", "dwellings", "2019"): 1234.5,
        ("4601", "dwellings", "2020"): "not_possible",
        ("4601", "households", "2020"): "confidential",
    }
    place = indicators.series("4601", "dwellings")[0].place
    assert (place.line, place.column) == (6, 3)


def test_eurostats_text_file_is_read_with_its_marks(tmp_path: Path) -> None:
    yaml, values = EUROSTAT
    indicators = read(folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "sdg.tsv", values))
    assert told(indicators) == {
        ("NO", "online", "2018"): 96.3,
        ("NO", "online", "2019"): 98.2,
        ("NO", "online", "2020"): "not_available",
        ("SE", "online", "2018"): "confidential",
        ("SE", "online", "2019"): 93.0,
        ("SE", "online", "2020"): 92.5,
    }
    flags = [one.flags for entity in ("NO", "SE") for one in indicators.series(entity, "online")]
    assert flags == [None, "b", None, "c", "bep", "e"]


def test_open_sdgs_total_is_where_every_other_column_is_blank(tmp_path: Path) -> None:
    yaml = """\
        values: indicator_9-c-1.csv
        entity: SE
        indicator: online
        columns: {period: Year, value: Value}
        where: {Sex: "", Region: ""}
        """
    values = "Year,Sex,Region,Value\n2018,,,97.1\n2018,Female,,97\n2018,,North,90\n2019,,,98\n"
    path = folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "indicator_9-c-1.csv", values)
    assert told(read(path)) == {("SE", "online", "2018"): 97.1, ("SE", "online", "2019"): 98.0}


def test_the_world_banks_file_has_its_header_in_the_fifth_line(tmp_path: Path) -> None:
    yaml = """\
        values: API_NET_en_csv_v2.csv
        header_line: 5
        columns: {entity: Country Code, indicator: Indicator Code}
        value_columns: "{period}"
        meanings: {entity: {NOR: "NO", SWE: SE}, indicator: {IT.NET.USER.ZS: online}}
        not_used: {entities: [WLD]}
        """
    values = (
        '\ufeff"Data Source","World Development Indicators",\r\n\r\n'
        '"Last Updated Date","2020-01-01",\r\n\r\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","2018","2019",\r\n'
        '"Norway","NOR","Users","IT.NET.USER.ZS","96.5","",\r\n'
        '"Sweden","SWE","Users","IT.NET.USER.ZS","","94.5",\r\n'
        '"World","WLD","Users","IT.NET.USER.ZS","1","2",\r\n'
    )
    path = folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "API_NET_en_csv_v2.csv", values)
    assert told(read(path)) == {
        ("NO", "online", "2018"): 96.5,
        ("NO", "online", "2019"): "missing",
        ("SE", "online", "2018"): "missing",
        ("SE", "online", "2019"): 94.5,
    }


def test_the_world_banks_databank_repeats_the_year_in_its_heads(tmp_path: Path) -> None:
    yaml = """\
        values: data.csv
        ends_before: ""
        columns: {entity: Country Code, indicator: Series Code}
        value_columns: "{period} [YR{period}]"
        missing: {"..": not_available}
        """
    values = (
        "Country Name,Country Code,Series Name,Series Code,2018 [YR2018],2019 [YR2019]\r\n"
        "Norway,NO,Users,online,96.5,..\r\n,,,,,\r\n,,,,,\r\n"
        "Data from database: World Development Indicators,,,,,\r\nLast Updated: 01/01/2020,,,,,\r\n"
    )
    path = folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "data.csv", values)
    assert told(read(path)) == {
        ("NO", "online", "2018"): 96.5,
        ("NO", "online", "2019"): "not_available",
    }


def test_the_oecds_long_file_is_read_by_its_columns(tmp_path: Path) -> None:
    yaml = """\
        values: oecd.csv
        columns: {entity: REF_AREA, period: TIME_PERIOD, value: OBS_VALUE, flags: OBS_STATUS,
          unit: UNIT_MEASURE}
        indicator: online
        where: {UNIT_MULT: 0}
        missing: {M: missing_at_the_source}
        meanings: {unit: {PT_POP: percent}}
        """
    values = (
        "DATAFLOW,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n"
        "OECD:DF(1.0),NO,PT_POP,2018,96.5,A,0\nOECD:DF(1.0),NO,PT_POP,2019,,M,0\n"
        "OECD:DF(1.0),NO,PS,2018,1,A,3\n"
    )
    path = folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "oecd.csv", values)
    assert told(read(path)) == {
        ("NO", "online", "2018"): 96.5,
        ("NO", "online", "2019"): "missing_at_the_source",
    }


def test_the_united_nations_file_may_say_less_than(tmp_path: Path) -> None:
    yaml = """\
        values: un.csv
        columns: {entity: GeoAreaCode, period: TimePeriod, value: Value, unit: Units, flags: Nature}
        indicator: online
        where: {Sex: [BOTHSEX, ""], Age: ALLAGE}
        marks: ["<", ">"]
        missing: {NaN: not_available, "<": below_what_is_told}
        meanings: {unit: {PERCENT: percent}, entity: {578: "NO"}}
        """
    values = (
        "GeoAreaCode,TimePeriod,Value,Units,Nature,Sex,Age\n"
        "578,2016.0,0.2,PERCENT,G,BOTHSEX,ALLAGE\n578,2016.0,0.3,PERCENT,G,FEMALE,ALLAGE\n"
        "578,2017.0,NaN,PERCENT,G,BOTHSEX,ALLAGE\n578,2018.0,<2.5,PERCENT,G,,ALLAGE\n"
        "578,2019.0,>95,PERCENT,,,ALLAGE\n"
    )
    indicators = read(folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "un.csv", values))
    assert list(told(indicators).values()) == [0.2, "not_available", "below_what_is_told", 95.0]
    assert [one.flags for one in indicators.series("NO", "online")] == ["G", "G", "G<", ">"]


def test_statistics_canadas_two_years_in_one_mean_what_is_said(tmp_path: Path) -> None:
    yaml = """\
        values: sc.csv
        columns: {entity: GEO, period: REF_DATE, value: VALUE, flags: STATUS}
        indicator: online
        missing: {F: too_unreliable_to_be_published}
        meanings: {period: {2015/2016: 2016}, entity: {Norway: "NO"}}
        """
    values = (
        '\ufeff"REF_DATE","GEO","DGUID","VALUE","STATUS"\r\n'
        '"2015/2016","Norway","1","90.1",""\r\n"2017","Norway","1","","F"\r\n'
        '"2018","Norway","1","91.0","E"\r\n'
    )
    path = folder(tmp_path, dedent(yaml) + NORWAY + ONLINE, "sc.csv", values)
    assert told(read(path)) == {
        ("NO", "online", "2016"): 90.1,
        ("NO", "online", "2017"): "too_unreliable_to_be_published",
        ("NO", "online", "2018"): 91.0,
    }
