"""Compare a file with the grammar and say every fault, each at its line."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from commonweal.interchange.iati.faults import Fault
from commonweal.interchange.iati.grammar import Shape, grammar
from commonweal.interchange.iati.lexical import fits
from commonweal.interchange.iati.xml_tree import Node

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
# Notes to XML tools that every element may carry; the two left out would change what an element is.
XSI_NOTES: Final = frozenset({f"{XSI} schemaLocation", f"{XSI} noNamespaceSchemaLocation"})


def faults_of(root: Node) -> Iterator[Fault]:
    """Yield what the standard's structure forbids, in document order."""
    shape = None if root.namespace else grammar().anywhere.get(root.name)
    if root.name in {"iati-organisations", "iati-organisation"}:
        yield Fault.of("organisation_file", root.line, root.path)
    elif root.name not in {"iati-activities", "iati-activity"} or shape is None:
        yield Fault.of("root", root.line, root.path, name=root.name)
    else:
        yield from _element_faults(root, grammar().shapes[shape])


def _element_faults(node: Node, shape: Shape) -> Iterator[Fault]:
    yield from _attribute_faults(node, shape)
    if shape.text is not None:
        yield from _text_faults(node, shape.text)
        return
    if node.text:
        yield Fault.of("no_text", node.line, node.path, parent=node.name, text=node.text)
    yield from _order_faults(node, shape)
    for child in node.children:
        if child.namespace:
            yield from _foreign_faults(child)
        elif child.name in shape.places:
            slot = shape.slots[shape.places[child.name]]
            yield from _element_faults(child, grammar().shapes[slot.shape])


def _attribute_faults(node: Node, shape: Shape) -> Iterator[Fault]:
    for name, value in node.attributes.items():
        attribute = shape.attributes.get(name)
        if attribute is not None:
            if not fits(value, attribute.kind):
                yield _value_fault(node, attribute.kind, value, where=name)
        elif name in XSI_NOTES:
            continue
        elif name.startswith(f"{XSI} ") or not shape.own_attributes or not (" " in name or name.startswith("xml:")):
            yield _unknown_attribute(node, name, shape)
        elif name == "xml:lang" and not fits(value, "language"):
            yield _value_fault(node, "language", value, where=name)
    for attribute in shape.attributes.values():
        if attribute.required and attribute.name not in node.attributes:
            yield Fault.of("missing_attribute", node.line, node.path, parent=node.name, attribute=attribute.name)


def _unknown_attribute(node: Node, name: str, shape: Shape) -> Fault:
    spoken = name.rpartition(" ")[2]
    close = get_close_matches(spoken, [other for other in shape.attributes if other not in node.attributes], 1)
    if close:
        return Fault.of("misspelt_attribute", node.line, node.path, parent=node.name, attribute=spoken, close=close[0])
    return Fault.of("unknown_attribute", node.line, node.path, parent=node.name, attribute=spoken)


def _text_faults(node: Node, kind: str) -> Iterator[Fault]:
    for child in node.children:
        yield Fault.of("no_children", child.line, child.path, parent=node.name, child=child.name)
    if not fits(node.text, kind):
        yield _value_fault(node, kind, node.text, where="text")


def _value_fault(node: Node, kind: str, value: str, *, where: str) -> Fault:
    return Fault.of(kind, node.line, node.path, parent=node.name, value=value, where=where)


def _order_faults(node: Node, shape: Shape) -> Iterator[Fault]:
    """Yield what stands at the wrong place, too often, or not at all."""
    counts: dict[str, int] = {}
    reached, foreign = -1, False
    for child in node.children:
        if child.namespace:
            foreign = True
            continue
        place = shape.places.get(child.name)
        if place is None:
            yield _unknown_element(node, child, shape)
            continue
        counts[child.name] = counts.get(child.name, 0) + 1
        if foreign:
            yield Fault.of("after_foreign", child.line, child.path, parent=node.name, child=child.name)
        elif place < reached:
            yield Fault.of(
                "misplaced",
                child.line,
                child.path,
                parent=node.name,
                child=child.name,
                before=_first_after(node, shape, place),
            )
        elif counts[child.name] > 1 and not shape.slots[place].many:
            yield Fault.of("too_many", child.line, child.path, parent=node.name, child=child.name)
        reached = max(reached, place)
    for place, slot in enumerate(shape.slots):
        if slot.required and slot.name not in counts:
            yield _missing(node, shape, place)


def _first_after(node: Node, shape: Shape, place: int) -> str:
    """Name the first child present that must come after `place`."""
    return next(
        child.name for child in node.children if not child.namespace and shape.places.get(child.name, -1) > place
    )


def _missing(node: Node, shape: Shape, place: int) -> Fault:
    present = {child.name for child in node.children}
    before = [slot.name for slot in shape.slots[:place] if slot.name in present]
    if before:
        return Fault.of(
            "missing_after", node.line, node.path, parent=node.name, child=shape.slots[place].name, after=before[-1]
        )
    return Fault.of("missing", node.line, node.path, parent=node.name, child=shape.slots[place].name)


def _unknown_element(node: Node, child: Node, shape: Shape) -> Fault:
    close = get_close_matches(child.name, list(shape.places), 1)
    if close:
        return Fault.of("misspelt_element", child.line, child.path, parent=node.name, child=child.name, close=close[0])
    return Fault.of("unknown_element", child.line, child.path, parent=node.name, child=child.name)


def _foreign_faults(node: Node) -> Iterator[Fault]:
    """Look through an element of another namespace for elements of the standard, which keep their rules there."""
    if not fits(node.attributes.get("xml:lang", ""), "language"):
        yield _value_fault(node, "language", node.attributes["xml:lang"], where="xml:lang")
    for child in node.children:
        shape = None if child.namespace else grammar().anywhere.get(child.name)
        if shape is None:
            yield from _foreign_faults(child)
        else:
            yield from _element_faults(child, grammar().shapes[shape])
