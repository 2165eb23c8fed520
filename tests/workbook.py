"""Prints what openpyxl finds in a workbook: for the test that an independent reader opens it. With
`write` before the name it writes one instead, as shops have them: for the test that it is read."""
import datetime
import json
import sys

import openpyxl



def write(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "会员"
    sheet.append(["会员资料 2026"])
    sheet.append([])
    sheet.append(["姓名", "手机", "生日", "卡号", "鞋码", "VIP", "余额"])
    sheet.append(["张伟", 13800138000, datetime.date(1990, 5, 4), 17, 42.5, True, 1280.5])
    sheet.append(["欧阳娜娜", "139 0013 9000", datetime.datetime(1988, 12, 1), 42, 38, False, 88])
    sheet["D4"].number_format = sheet["D5"].number_format = "00000"
    sheet["G4"].number_format = sheet["G5"].number_format = "¥#,##0.00"
    sheet.append(["合计", None, None, None, None, None, "=SUM(G4:G5)"])
    sales = book.create_sheet("销售")
    sales.append(["客户", "日期", "金额", "商品"])
    sales.append(["张伟", datetime.datetime(2024, 1, 5, 9, 30), 36.25, "龙井"])
    sales.append(["欧阳娜娜", datetime.date(2024, 1, 6), -12, "龙井"])
    hidden = book.create_sheet("Hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    book.save(path)
    sys.exit()


if sys.argv[1] == "write":
    write(sys.argv[2])

book = openpyxl.load_workbook(sys.argv[1])
sheets = {}
for sheet in book.worksheets:
    rows = list(sheet.iter_rows())
    head = [cell.value for cell in rows[0]]
    kinds, links, formulas, sums, ways = {}, 0, 0, {}, {}
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
                ways.setdefault(title, set()).add(target.strip("'"))
                found = book[target.strip("'")][place]
                # The row it leads to is of the one it names.
                assert value in [one.value for one in book[target.strip("'")][found.row]] or value == "#", value
                assert found.value is not None or title == head[0], cell.hyperlink.location
    sheets[sheet.title] = {
        "head": head,
        "rows": len(rows) - 1,
        "kinds": {title: sorted(kind) for title, kind in kinds.items()},
        "formats": {cell.column: cell.number_format for cell in rows[1]} if len(rows) > 1 else {},
        "sums": sums,
        "links": links,
        "ways": {title: sorted(names) for title, names in ways.items()},
        "formulas": formulas,
    }
json.dump({"order": book.sheetnames, "sheets": sheets}, sys.stdout)
