"""XML bytes → a small tree whose every element knows its line; refuses whatever an activity file never needs.

Written on expat rather than on a larger XML library because it reports the line on which an element *begins*
(others give the line on which its start tag ends, and lose count after 65,535), and because a document type, the
only door to entities, external files and their expansion attacks, is refused before anything of it is read.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from xml.parsers import expat

from commonweal.interchange.iati.faults import Fault, IatiRefused

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_ELEMENTS: Final = 400_000
MAX_DEPTH: Final = 64
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})


class Node:
    """One element: namespace, local name, attributes (those of xml as `xml:lang`), text, children, line.

    `place` counts from 1 among the siblings of the same name.
    """

    __slots__ = ("attributes", "children", "line", "name", "namespace", "parent", "place", "text")

    def __init__(self, tag: str, attributes: Mapping[str, str], line: int, parent: "Node | None") -> None:
        self.namespace, self.name = split_name(tag)
        self.attributes = attributes
        self.line = line
        self.parent = parent
        self.place = 1
        self.text = ""
        self.children: list[Node] | tuple[()] = ()

    def get(self, attribute: str) -> str:
        """Return an attribute without surrounding space, or an empty string."""
        return self.attributes.get(attribute, "").strip()

    def all(self, name: str) -> Iterator["Node"]:
        """Yield the children of that name, in order."""
        return (child for child in self.children if child.name == name and not child.namespace)

    def first(self, name: str) -> "Node | None":
        """Return the first child of that name."""
        return next(self.all(name), None)

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all elements below it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    @property
    def path(self) -> str:
        """Where the element stands, e.g. `iati-activities/iati-activity[2]/title`."""
        if self.parent is None:
            return self.name
        place = f"[{self.place}]" if self.place > 1 else ""
        return f"{self.parent.path}/{self.name}{place}"


def split_name(tag: str) -> tuple[str, str]:
    """Split expat's `namespace name`; the namespace is empty where there is none."""
    namespace, _, name = tag.rpartition(" ")
    return namespace, name


def parse(data: bytes) -> Node:
    """Read the bytes of an XML file into a tree.

    :raises IatiRefused: empty, too large, too deep, not well-formed, or with a document type
    """
    if not data.strip():
        raise IatiRefused([Fault.of("empty", 1)])
    if len(data) > MAX_BYTES:
        raise IatiRefused([Fault.of("too_large", 1, limit=MAX_BYTES // 1024 // 1024)])
    growing = _Growing()
    try:
        growing.parser.Parse(data, True)  # noqa: FBT003 -- expat takes it by place only
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code) or "unreadable"
        raise IatiRefused([Fault.of("not_xml", error.lineno, why=why)]) from error
    except LookupError as error:  # an encoding that Python does not know
        raise IatiRefused([Fault.of("encoding", 1)]) from error
    except ValueError as error:
        if isinstance(error, IatiRefused):
            raise
        raise IatiRefused([Fault.of("encoding", 1)]) from error
    if growing.root is None:  # expat reports this itself; the type checker cannot know
        raise IatiRefused([Fault.of("empty", 1)])
    return growing.root


class _Growing:
    """The tree while it is being read."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.here: Node | None = None
        self.counts: list[dict[str, int]] = [{}]  # for each open element: its children so far, by name
        self.depth = 0
        self.elements = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.say
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS:
            raise IatiRefused([Fault.of("too_many_elements", line, limit=MAX_ELEMENTS)])
        if self.depth > MAX_DEPTH:
            raise IatiRefused([Fault.of("too_deep", line, limit=MAX_DEPTH)])
        node = Node(tag, _spoken(attributes), line, self.here)
        counts = self.counts[-1]
        node.place = counts[tag] = counts.get(tag, 0) + 1
        self.counts.append({})
        if self.here is None:
            self.root = node
        elif isinstance(self.here.children, list):
            self.here.children.append(node)
        else:
            self.here.children = [node]
        self.here = node

    def end(self, _tag: str) -> None:
        self.depth -= 1
        self.counts.pop()
        if self.here is not None:
            self.here = self.here.parent

    def say(self, text: str) -> None:
        if self.here is not None and (self.here.text or not text.isspace()):
            self.here.text += text

    def refuse_doctype(self, _name: str, _system: str | None, _public: str | None, _internal: bool) -> None:  # noqa: FBT001 -- expat's signature
        raise IatiRefused([Fault.of("doctype", self.parser.CurrentLineNumber)])


def _spoken(attributes: dict[str, str]) -> Mapping[str, str]:
    """Write attributes of the xml namespace as people do: `xml:lang`."""
    if not attributes:
        return NO_ATTRIBUTES
    prefix = f"{XML_NAMESPACE} "
    return {
        f"xml:{name[len(prefix) :]}" if name.startswith(prefix) else name: value for name, value in attributes.items()
    }
