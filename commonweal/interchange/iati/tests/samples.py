"""An activity file of our own making for tests that run everywhere, and small changes to it."""

from typing import Final

FILE: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2026-01-10T09:00:00Z">
  <iati-activity xml:lang="en" default-currency="EUR" hierarchy="1" humanitarian="0">
    <iati-identifier>XM-DAC-99-HEAT</iati-identifier>
    <reporting-org ref="XM-DAC-99" type="10"><narrative>Ministry of Climate</narrative></reporting-org>
    <title><narrative>Cool schools</narrative><narrative xml:lang="es">Escuelas frescas</narrative></title>
    <description type="2"><narrative>Fewer lessons lost to heat.</narrative></description>
    <description type="1">
      <narrative>Schools and residents make twelve school yards bearable in summer.</narrative>
      <narrative xml:lang="es">Doce patios de escuela soportables en verano.</narrative>
    </description>
    <description type="3"><narrative>Pupils from six to twelve</narrative></description>
    <participating-org ref="XM-DAC-99" type="10" role="1"/>
    <participating-org ref="XM-DAC-99" type="10" role="2"><narrative>Ministry of Climate</narrative></participating-org>
    <participating-org type="80" role="4"><narrative>University of the Coast</narrative></participating-org>
    <participating-org type="22" role="4"><narrative>Mothers for Shade</narrative></participating-org>
    <participating-org role="3"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2025-03-01"/>
    <activity-date type="2" iso-date="2025-04-01"/>
    <activity-date type="3" iso-date="2027-12-31"/>
    <contact-info><person-name><narrative>Ana Real</narrative></person-name><email>a@example.org</email></contact-info>
    <activity-scope code="7"/>
    <recipient-country code="PT" percentage="100"/>
    <location><name><narrative>Setubal</narrative></name>
      <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>38.52 -8.89</pos></point></location>
    <sector vocabulary="1" code="11220" percentage="100"/>
    <sector vocabulary="7" code="4" percentage="100"/>
    <tag vocabulary="3" code="13.1"><narrative>Resilience</narrative></tag>
    <policy-marker vocabulary="1" code="1" significance="1"/>
    <policy-marker vocabulary="1" code="6" significance="0"/>
    <budget type="1"><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
      <value value-date="2025-01-01">1000.50</value></budget>
    <budget type="2"><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/>
      <value value-date="2025-01-01">1200.50</value></budget>
    <budget type="1"><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/>
      <value currency="USD" value-date="2026-01-01">700</value></budget>
    <related-activity ref="XM-DAC-99-HEAT-YARD" type="2"/>
    <result type="2">
      <title><narrative>Lessons are held on hot days</narrative></title>
      <indicator measure="1">
        <title><narrative>Lessons lost to heat in a year</narrative></title>
        <reference vocabulary="9" code="13.1.1"/>
        <baseline year="2024" value="340"/>
        <period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><target value="200"/></period>
        <period><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><target value="60"/></period>
      </indicator>
    </result>
  </iati-activity>
  <iati-activity xml:lang="pt" default-currency="EUR" hierarchy="2">
    <iati-identifier>XM-DAC-99-HEAT-YARD</iati-identifier>
    <reporting-org ref="XM-DAC-99" type="10"><narrative>Ministry of Climate</narrative></reporting-org>
    <title><narrative>P\xc3\xa1tio da Escola do Sado</narrative></title>
    <description><narrative>Um p\xc3\xa1tio com \xc3\xa1rvores, feito com os alunos.</narrative></description>
    <participating-org type="11" role="4"><narrative>Junta de Freguesia do Sado</narrative></participating-org>
    <activity-status code="1"/>
    <activity-date type="1" iso-date="2026-02-01"/>
    <recipient-country code="PT"/>
    <sector code="11220"/>
  </iati-activity>
</iati-activities>
"""


def line_of(data: bytes, part: bytes) -> int:
    """Return the line, from 1, on which `part` first stands."""
    return data[: data.index(part)].count(b"\n") + 1


def without(part: bytes, *, instead: bytes = b"", data: bytes = FILE) -> bytes:
    """Return the file with the first `part` replaced."""
    assert part in data
    return data.replace(part, instead, 1)
