"""Prints what openpyxl finds in a workbook: for the test that an independent reader opens it."""
import datetime
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheets = {}
for sheet in book.worksheets:
    rows = list(sheet.iter_rows())
    head = [cell.value for cell in rows[0]]
    kinds, links, formulas, sums = {}, 0, 0, {}
    for row in rows[1:]:
        for title, cell in zip(head, row):
            if cell.value is None:
                continue
            value = cell.value
            kind = "day" if isinstance(value, (datetime.date, datetime.datetime)) else \
                "time" if isinstance(value, datetime.time) else \
                "number" if isinstance(value, (int, float)) else "text"
            kinds.setdefault(title, set()).add(kind)
            if kind == "number":
                sums[title] = sums.get(title, 0) + round(value * 100)
            formulas += cell.data_type == "f"
            if cell.hyperlink is not None:
                links += 1
                target, place = cell.hyperlink.location.rsplit("!", 1)
                found = book[target.strip("'")][place]
                assert found.value is not None or title == head[0], cell.hyperlink.location
    sheets[sheet.title] = {
        "head": head,
        "rows": len(rows) - 1,
        "kinds": {title: sorted(kind) for title, kind in kinds.items()},
        "formats": {cell.column: cell.number_format for cell in rows[1]} if len(rows) > 1 else {},
        "sums": sums,
        "links": links,
        "formulas": formulas,
    }
json.dump({"order": book.sheetnames, "sheets": sheets}, sys.stdout)
