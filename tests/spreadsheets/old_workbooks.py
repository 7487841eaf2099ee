"""Older Excel workbooks (.xls), put together record by record."""

import struct


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def xls(workbook, size=None):
    """An older workbook: a file system with this in it, which says that it is of this `size`."""
    sectors = -(-len(workbook) // 512)
    tables = -(-(sectors + 200) // 128)
    chain = [*range(1, sectors), -2, -2]  # the workbook, and after it the directory
    chain += [-3] * tables
    fat = struct.pack(f"<{len(chain)}i", *chain).ljust(tables * 512, b"\xff")
    first = [sectors + 1 + i for i in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIiIiI", 0, tables, sectors, 0, 0, -2, 0, -2, 0)
    header += struct.pack(f"<{len(first)}I", *first).ljust(436, b"\xff")

    def entry(name, kind, child, start, length):
        title = (name + "\0").encode("utf-16-le")
        return (
            title.ljust(64, b"\0")
            + struct.pack("<HBBiii", len(title), kind, 1, -1, -1, child)
            + bytes(36)
            + struct.pack("<iQ", start, length)
        )

    directory = entry("Root Entry", 5, 1, -2, 0)
    directory += entry("Workbook", 2, -1, 0, size or max(len(workbook), 4096))
    return header + workbook.ljust(sectors * 512, b"\0") + directory.ljust(512, b"\0") + fat


BEGIN = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
BEGIN_SHEET = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
END = record(0x000A)


def workbook(body, count=1, names=b""):
    """An older workbook whose sheets all stand in the same place."""
    name = b"\x04\x00Many"
    sheet = record(0x0085, struct.pack("<IH", 0, 0) + name)
    start = len(BEGIN) + count * len(sheet) + len(names) + len(END)
    sheet = record(0x0085, struct.pack("<IH", start, 0) + name)
    return xls(BEGIN + sheet * count + names + END + BEGIN_SHEET + body + END)


def named(number, formula):
    about = struct.pack("<HBBHHH4B", 0, 0, 2, len(formula), 0, 0, 0, 0, 0, 0)
    return record(0x0018, about + b"\0" + f"{number:02}".encode() + formula)


def doubled(times):
    """A text under a name, and names for twice what the one before stands for."""
    text = b"\x17" + bytes([255, 0]) + b"a" * 255
    before = [b"\x23" + struct.pack("<HH", number, 0) for number in range(1, times)]
    formulas = [text, *(name + name + b"\x08" for name in before)]
    return b"".join(named(number, formula) for number, formula in enumerate(formulas))


def numbers(rows, columns):
    """So many cells that hold a number, a record for each row."""
    cells = struct.pack("<HI", 0, 0x3FF00000) * columns + struct.pack("<H", columns - 1)
    return b"".join(record(0x00BD, struct.pack("<HH", row, 0) + cells) for row in range(rows))


def linked(rows):
    """A link on every cell of some rows."""
    link = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b") + struct.pack("<II", 2, 0)
    return record(0x01B8, struct.pack("<HHHH", 0, rows, 0, 255) + link)


WIDTHS = record(0x007D, struct.pack("<HHHHHH", 0, 255, 100, 0, 0, 0)) * 420_000
