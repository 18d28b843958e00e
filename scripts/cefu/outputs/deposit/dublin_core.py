"""A report's record in simple Dublin Core, in the envelope that OAI-PMH harvesters read
(http://www.openarchives.org/OAI/2.0/oai_dc/)."""

from __future__ import annotations

from lxml import etree

from cefu.model.document import Report
from cefu.outputs.cite import meta_tags

ENVELOPE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
TERMS = "http://purl.org/dc/elements/1.1/"


def dublin_core(report: Report, url: str) -> bytes:
    """The record of ``report``, whose permanent address is ``url``, as XML: what the head of
    its page says, with refinements dumbed down to the fifteen elements."""
    root = etree.Element(f"{{{ENVELOPE}}}dc", nsmap={"oai_dc": ENVELOPE, "dc": TERMS})
    address = url if url.startswith("http") else ""
    for name, content in meta_tags(report, address, report.record.language):
        scheme, _, term = name.partition(".")
        if scheme == "DC":
            element = etree.SubElement(root, f"{{{TERMS}}}{term.partition('.')[0]}")
            element.text = content
    etree.indent(root)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
