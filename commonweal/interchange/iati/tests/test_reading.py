"""Reading a file: sound ones give activities, others every fault at its line in words that say what to do."""

from datetime import date

import pytest

from commonweal.interchange.iati import xml_tree
from commonweal.interchange.iati.faults import IatiRefused
from commonweal.interchange.iati.reading import read_iati
from commonweal.interchange.iati.tests.samples import FILE, line_of, without

TODAY = date(2026, 3, 2)


def faults_of(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(IatiRefused) as refused:
        read_iati(data, today=TODAY)
    return [(fault.line, fault.sentence) for fault in refused.value.faults]


def rules_of(data: bytes) -> list[tuple[str, int]]:
    return [(caution.rule, caution.line) for caution in read_iati(data, today=TODAY).cautions]


def test_a_sound_file_gives_its_activities():
    read = read_iati(FILE, today=TODAY)

    assert [[own.text for own in activity.all("iati-identifier")] for activity in read.activities] == [
        ["XM-DAC-99-HEAT"],
        ["XM-DAC-99-HEAT-YARD"],
    ]
    assert read.version == "2.03"


@pytest.mark.parametrize(
    ("data", "part", "sentence"),
    [
        (
            without(b'<activity-status code="2"/>'),
            b'<iati-activity xml:lang="en"',
            "<iati-activity> has no <activity-status>. Add one inside it, after <participating-org>.",
        ),
        (
            without(b' code="2"/>', instead=b' cod="2"/>'),
            b' cod="2"',
            "<activity-status> may not have an attribute “cod”. Did you mean “code”?",
        ),
        (
            without(b'iso-date="2025-04-01"', instead=b'iso-date="2025-02-30"'),
            b"2025-02-30",
            "“2025-02-30” is no date (iso-date of <activity-date>). Write it as year-month-day, like 2026-03-31.",
        ),
        (
            without(b"1000.50", instead=b"1,000.50"),
            b"1,000.50",
            (
                "“1,000.50” is no plain number (text of <value>). "
                "Write digits with a full stop, like 1250.50: no thousands sign, no currency, no % sign."
            ),
        ),
        (
            without(b'<activity-scope code="7"/>', instead=b"<activity-skope/>"),
            b"<activity-skope",
            "<activity-skope> does not belong inside <iati-activity>. Did you mean <activity-scope>?",
        ),
        (
            without(b'<activity-status code="1"/>', instead=b'<activity-status code="1"/>words'),
            b'<iati-activity xml:lang="pt"',
            (
                "Text stands directly inside <iati-activity> (“words”). "
                "Put it into a <narrative> or an attribute where the standard has one, or remove it."
            ),
        ),
    ],
)
def test_a_fault_names_its_line_and_what_to_do(data, part, sentence):
    assert (line_of(data, part), sentence) in faults_of(data)


def test_an_element_in_the_wrong_place_is_told_where_to_go():
    data = without(b'<activity-scope code="7"/>')
    data = without(
        b'<sector vocabulary="1"', instead=b'<sector code="1"/><activity-scope code="7"/><sector ', data=data
    )

    assert faults_of(data) == [
        (
            line_of(data, b"<activity-scope"),
            "<activity-scope> stands too late inside <iati-activity>: move it up, before <recipient-country>.",
        )
    ]


def test_all_faults_are_said_at_once():
    data = without(b' code="2"/>', instead=b"/>").replace(b"1000.50", b"")

    assert [line for line, _sentence in faults_of(data)] == [
        line_of(data, b"<activity-status/>"),
        line_of(data, b'<value value-date="2025-01-01"></value>'),
    ]


@pytest.mark.parametrize(
    ("data", "line", "begins"),
    [
        (b"", 1, "The file is empty."),
        (b" \n ", 1, "The file is empty."),
        (b"<iati-activities>", 1, "This line is not well-formed XML"),
        (b"PK\x03\x04 no xml", 1, "This line is not well-formed XML"),
        (
            b'<?xml version="1.0" encoding="klingon"?><a/>',
            1,
            "The file does not say rightly how its letters are encoded.",
        ),
        (b"<html/>", 1, "The file begins with <html>"),
        (b'<iati-organisations version="2.03"/>', 1, "This is an IATI organisation file."),
        (b'\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', 2, "The file declares a document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 1, "The file declares a document type"),
        (b"<a>&b;</a>", 1, "This line is not well-formed XML (undefined entity)"),
        (b"<a>" * 70 + b"</a>" * 70, 1, "Elements stand more than 64 levels deep here"),
    ],
)
def test_what_is_no_activity_file_is_refused_in_a_sentence(data, line, begins):
    ((found, sentence),) = faults_of(data)

    assert found == line
    assert sentence.startswith(begins)


def test_a_file_beyond_the_limits_is_refused(monkeypatch):
    monkeypatch.setattr(xml_tree, "MAX_BYTES", 1024 * 1024)
    monkeypatch.setattr(xml_tree, "MAX_ELEMENTS", 5)

    assert faults_of(b"<a>" + b" " * 1024 * 1024 + b"</a>")[0][1].startswith("The file is larger than 1 MB.")
    assert faults_of(b"<a>" + b"\n<b/>" * 9 + b"</a>")[0][0] == 6


def test_the_sample_hurts_no_rule_but_those_it_is_made_to_hurt():
    line = line_of(FILE, b'<participating-org role="3"/>')

    assert rules_of(FILE) == [("6.10.1", line)]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (without(b'version="2.03"', instead=b'version="1.05"'), "version"),
        (without(b"<iati-identifier>XM-DAC-99-HEAT<", instead=b"<iati-identifier>HEAT<"), "1.1.21"),
        (without(b"<iati-identifier>XM-DAC-99-HEAT<", instead=b"<iati-identifier>XM-DAC-99<"), "1.1.3"),
        (without(b"<iati-identifier>XM-DAC-99-HEAT<", instead=b"<iati-identifier>XM-DAC-99-A/B<"), "1.3.13"),
        (without(b"<iati-identifier>XM-DAC-99-HEAT<", instead=b"<iati-identifier>XM-DAC-99-A <"), "1.3.1"),
        (FILE.replace(b"XM-DAC-99", b"QQ-QQ"), "1.14.8"),
        (without(b'xml:lang="en" '), "4.1.1"),
        (without(b'default-currency="EUR" '), "7.8.1"),
        (without(b'percentage="100"/>\n    <location>', instead=b'percentage="90"/>\n    <location>'), "3.1.4"),
        (without(b'<sector vocabulary="1" code="11220" percentage="100"/>'), "102.1.1"),
        (without(b'code="11220" percentage="100"', instead=b'code="11220" percentage="70"'), "2.1.4"),
        (without(b'code="11220" percentage="100"', instead=b'code="11220" percentage="170"'), "12.3.1"),
        (without(b'type="2" iso-date="2025-04-01"', instead=b'type="2" iso-date="2026-04-01"'), "11.1.4"),
        (without(b'type="1" iso-date="2025-03-01"', instead=b'type="1" iso-date="2028-03-01"'), "11.1.2"),
        (without(b'"2025-12-31"/>\n      <value', instead=b'"2024-12-31"/>\n      <value'), "8.6.3"),
        (without(b'"2025-12-31"/>\n      <value', instead=b'"2026-12-31"/>\n      <value'), "7.5.3"),
        (without(b' code="1" significance="1"', instead=b' code="1"'), "6.14.1"),
        (without(b'value="340"', instead=b'value="many"'), "8.8.2"),
        (without(b' value="340"'), "8.8.1"),
        (without(b'measure="1"', instead=b'measure="5"'), "8.9.3"),
        (FILE.replace(b"HEAT-YARD<", b"HEAT<"), "repeated"),
    ],
)
def test_a_hurt_rule_is_a_named_warning_and_no_refusal(data, rule):
    assert rule in [name for name, _line in rules_of(data)]


def test_without_today_nothing_is_in_the_future():
    data = without(b'type="2" iso-date="2025-04-01"', instead=b'type="2" iso-date="2999-04-01"')

    assert "11.1.4" not in [caution.rule for caution in read_iati(data).cautions]
