"""Parquet files with the same columns, put one behind the other without decoding them.

A Parquet file is pages of data and then a footer, which says where in the file each row group lies. Pages are copied
as they are, and one footer is written that has all row groups, their places moved. The footer is a struct in Thrift's
compact protocol, which needs no definition of its fields to be read and written again: only those that say a place are
known here, by their numbers in `parquet.thrift` of the Parquet format (version 2.11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

MAGIC = b"PAR1"
_CHUNK = 1 << 22

#: A struct is a type and a value for each number of a field; a list is the type of its elements and these.
Struct: TypeAlias = dict[int, tuple[int, Any]]

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)

# Numbers of fields: of FileMetaData …
_SCHEMA, _ROWS, _ROW_GROUPS = 2, 3, 4
# … of RowGroup …
_COLUMNS, _GROUP_OFFSET, _ORDINAL = 1, 5, 7
# … of ColumnChunk, with the places of its page index, which has places itself and is left out …
_CHUNK_OFFSET, _META, _PAGE_INDEX = 2, 3, (4, 5, 6, 7)
# … and of ColumnMetaData: data page, index page, dictionary page, bloom filter.
_PLACES = (9, 10, 11, 14)


def joined(parts: Sequence[Path], out: Path) -> bool:
    """Write the rows of all parts, in order, to one file; false, and nothing written, where their columns differ.

    The parts are whole Parquet files without encryption, as DuckDB writes them.
    """
    footers = [_footer(part) for part in parts]
    first, _ = footers[0]
    if any(footer[_SCHEMA] != first[_SCHEMA] for footer, _ in footers):
        return False
    groups: list[Struct] = []
    with open(out, "wb") as file:
        file.write(MAGIC)
        for part, (footer, end) in zip(parts, footers, strict=True):
            shift = file.tell() - len(MAGIC)
            _copy(part, len(MAGIC), end, file)
            for group in footer[_ROW_GROUPS][1][1]:
                _move(group, shift, len(groups))
                groups.append(group)
        rows = sum(footer[_ROWS][1] for footer, _ in footers)
        whole = {**first, _ROWS: (_I64, rows), _ROW_GROUPS: (_LIST, (_STRUCT, groups))}
        written = bytearray()
        _put_struct(written, whole)
        file.write(written + len(written).to_bytes(4, "little") + MAGIC)
    return True


def _footer(part: Path) -> tuple[Struct, int]:
    """The footer of a file, and where it begins."""
    with open(part, "rb") as file:
        size = file.seek(-8, 2)
        length = int.from_bytes(file.read(4), "little")
        if file.read(4) != MAGIC:
            raise OSError(f"{part.name} does not end as a Parquet file does")
        file.seek(size - length)
        return _Reader(file.read(length)).struct(), size - length


def _copy(part: Path, start: int, end: int, out: IO[bytes]) -> None:
    with open(part, "rb") as file:
        file.seek(start)
        while start < end:
            start += out.write(file.read(min(_CHUNK, end - start)))


def _move(group: Struct, shift: int, ordinal: int) -> None:
    if _GROUP_OFFSET in group:
        _add(group, _GROUP_OFFSET, shift)
    if _ORDINAL in group:
        # It has sixteen bits and may be left out, as must be done where there are more row groups.
        del group[_ORDINAL]
        if ordinal < 1 << 15:
            group[_ORDINAL] = (_I16, ordinal)
    for chunk in group[_COLUMNS][1][1]:
        if chunk[_CHUNK_OFFSET][1]:  # nought in newer files, which do not use it
            _add(chunk, _CHUNK_OFFSET, shift)
        for field in _PAGE_INDEX:
            chunk.pop(field, None)
        meta: Struct = chunk[_META][1]
        for field in _PLACES:
            if field in meta:
                _add(meta, field, shift)


def _add(struct: Struct, field: int, shift: int) -> None:
    type, value = struct[field]
    struct[field] = type, value + shift


# --------------------------------------------------------------------------- Thrift's compact protocol


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    def struct(self) -> Struct:
        found: Struct = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self._signed()
            found[field] = head & 15, self._value(head & 15)
        return found

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _whole(self) -> int:
        found = shift = 0
        while True:
            byte = self._byte()
            found |= (byte & 127) << shift
            if byte < 128:
                return found
            shift += 7

    def _signed(self) -> int:
        found = self._whole()
        return found >> 1 ^ -(found & 1)

    def _bytes(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def _value(self, type: int) -> Any:
        if type in (_TRUE, _FALSE):
            return None  # the type of the field is its value
        if type in (_I16, _I32, _I64):
            return self._signed()
        if type == _BINARY:
            return self._bytes(self._whole())
        if type == _STRUCT:
            return self.struct()
        if type in (_LIST, _SET):
            head = self._byte()
            length = head >> 4 if head >> 4 < 15 else self._whole()
            return head & 15, [self._element(head & 15) for _ in range(length)]
        if type in (_BYTE, _DOUBLE):
            return self._bytes(1 if type == _BYTE else 8)
        raise OSError(f"a footer with a value of Thrift's type {type}, which Parquet has nowhere")

    def _element(self, type: int) -> Any:
        return self._bytes(1) if type in (_TRUE, _FALSE) else self._value(type)


def _put_struct(out: bytearray, struct: Struct) -> None:
    before = 0
    for field in sorted(struct):
        type, value = struct[field]
        if 0 < field - before < 16:
            out.append((field - before) << 4 | type)
        else:
            out.append(type)
            _put_whole(out, field << 1)
        before = field
        _put(out, type, value)
    out.append(0)


def _put_whole(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _put(out: bytearray, type: int, value: Any) -> None:
    if type in (_I16, _I32, _I64):
        _put_whole(out, value << 1 if value >= 0 else (-value << 1) - 1)
    elif type == _BINARY:
        _put_whole(out, len(value))
        out += value
    elif type == _STRUCT:
        _put_struct(out, value)
    elif type in (_LIST, _SET):
        element, parts = value
        out.append(min(len(parts), 15) << 4 | element)
        if len(parts) >= 15:
            _put_whole(out, len(parts))
        for part in parts:
            if isinstance(part, bytes) and element != _BINARY:
                out += part
            else:
                _put(out, element, part)
    elif value is not None:
        out += value
