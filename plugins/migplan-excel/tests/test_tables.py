"""Tables: live formulas with stored values, totals, groups, choices, conditions."""

from datetime import date
from decimal import Decimal

from workbooks import grid, one_section, opened, part

from migplan.documents import (
    Column,
    Difference,
    EntryTable,
    Holds,
    Lookup,
    Paragraph,
    Product,
    Ratio,
    Row,
    RowKind,
    Sum,
    Table,
    Tag,
    Tone,
    Total,
    Value,
)
from migplan.testing.samples import sample_table

MONEY = Holds.MONEY


def costs(*rows: Row) -> Table:
    columns = (
        Column("code", "No.", Holds.CODE),
        Column("quantity", "Quantity"),
        Column("price", "Price", MONEY, unit="EUR", decimals=2),
        Column("cost", "Cost", MONEY, unit="EUR", decimals=2, total=Total.SUM, formula=Product(("quantity", "price"))),
        Column("paid", "Paid", MONEY, decimals=2, total=Total.SUM),
        Column("share", "Share paid", Holds.SHARE, total=Total.FORMULA, formula=Ratio("paid", "cost")),
    )
    return Table.computed("costs", "Costs", columns, rows)


def cost(code: str, quantity: int, price: str, paid: str) -> Row:
    return Row((code, Value(quantity), Value(Decimal(price), MONEY), "", Value(Decimal(paid), MONEY), ""))


TOTAL = Row(("Total", "", "", "", "", ""), RowKind.TOTAL, address="plan/costs")


def test_a_sheet_has_message_use_head_and_data_in_their_rows():
    table = costs(cost("A1", 2, "10.50", "5"), cost("A2", 1, "3.00", "0"), TOTAL)

    assert grid(one_section([table]), "Things") == "\n".join(
        (
            "It works",
            "Filter and sort with the arrows of the header; totals follow.",
            "Costs",
            "No. | Quantity | Price (EUR) | Cost (EUR) | Paid | Share paid",
            "A1 | 2 | 10.5 | =" + _product() + " | 5 | =" + _ratio("#This Row"),
            "A2 | 1 | 3 | =" + _product() + " | 0 | =" + _ratio("#This Row"),
            "Total |  |  | =SUBTOTAL(109,costs[Cost (EUR)]) | =SUBTOTAL(109,costs[Paid]) | =" + _ratio("#Totals"),
        )
    )


def _product() -> str:
    quantity, price = "costs[[#This Row],[Quantity]]", "costs[[#This Row],[Price (EUR)]]"
    return f'IF(COUNT({quantity},{price})<2,"",ROUND({quantity}*{price},2))'


def _ratio(rows: str) -> str:
    paid, cost = f"costs[[{rows}],[Paid]]", f"costs[[{rows}],[Cost (EUR)]]"
    return f'IF(OR(COUNT({paid},{cost})<2,N({cost})=0),"",ROUND({paid}*100/{cost},1))'


def test_formulas_carry_the_values_that_the_document_says():
    table = costs(cost("A1", 2, "10.50", "5"), cost("A2", 1, "3.00", "0"), TOTAL)

    assert grid(one_section([table]), "Things", values=True).splitlines()[4:] == [
        "A1 | 2 | 10.5 | 21 | 5 | 23.8",
        "A2 | 1 | 3 | 3 | 0 | 0",
        "Total |  |  | 24 | 5 | 20.8",
    ]


def test_a_table_is_a_list_object_with_filters_and_a_total_row_of_its_own():
    table = costs(cost("A1", 2, "10.50", "5"), TOTAL)

    list_object = opened(one_section([table]))["Things"].tables["costs"]

    assert list_object.ref == "A4:F6"
    assert list_object.autoFilter.ref == "A4:F5"
    assert list_object.totalsRowCount == 1
    assert [column.totalsRowFunction for column in list_object.tableColumns] == [
        None, None, None, "sum", "sum", "custom",
    ]  # fmt: skip


def test_the_head_is_frozen_and_repeated_on_paper():
    sheet = opened(one_section([costs(cost("A1", 2, "10.50", "5"))]))["Things"]

    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.print_area == "'Things'!$A$1:$F$5"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_a_value_that_the_formula_does_not_give_stays_what_the_document_says():
    columns = (Column("a", "A", MONEY), Column("b", "B", MONEY, formula=Sum(("a",))))
    table = Table("odd", "", columns, [(Value(Decimal(2), MONEY), Value(Decimal(3), MONEY))])

    assert grid(one_section([table]), "Things").splitlines()[-1] == "2 | 3"


def test_a_missing_operand_gives_a_missing_result():
    row = Row(("A1", "", Value(Decimal(3), MONEY), "", "", ""))

    cells = opened(one_section([costs(row)]), values=True)["Things"][5]

    assert [cell.value for cell in cells] == ["A1", None, 3, None, None, None]
    assert 't="str"><f>' in part(one_section([costs(row)]), "xl/worksheets/sheet2.xml")


def test_a_difference_and_a_look_up_become_formulas():
    prices = Table(
        "prices", "", [Column("key", "Item"), Column("price", "Price", MONEY)], [("bus", Value(Decimal("12.5"), MONEY))]
    )
    columns = (
        Column("item", "Item"),
        Column("price", "Price", MONEY, formula=Lookup("prices", "item", "key", "price")),
        Column("less", "Less", MONEY, formula=Difference("price", "price")),
    )
    used = Table("used", "", columns, [("bus", "", ""), ("boat", "", "")])

    data = one_section([prices, used])

    formulas, values = grid(data, "Things").splitlines(), grid(data, "Things", values=True).splitlines()
    match = "INDEX(prices[Price],MATCH(used[[#This Row],[Item]],prices[Item],0))"
    assert formulas[-1].split(" | ")[1] == f'=IFERROR(IF(COUNT({match})=0,"",ROUND({match},2)),"")'
    assert values[-2:] == ["bus | 12.5 | 0", "boat"]


def test_groups_become_a_column_and_subtotals_stand_below():
    data = one_section([sample_table("en", 4)])
    lines = grid(data, "Things").splitlines()

    assert lines[3].startswith("Group | No. | Action")
    assert [line.split(" | ")[:2] for line in lines[4:8]] == [
        ["O1", "A1.1"],
        ["O1", "A1.2"],
        ["O2", "A2.3"],
        ["O2", "A2.4"],
    ]
    assert lines[8].startswith("Total | ")
    assert lines[10].startswith("O1 | Subtotal")
    assert "SUMPRODUCT(--(budget[Group]=$A11),budget[Cost (EUR)])" in lines[10]
    assert "O1 – Welcome with dignity" in lines
    assert all(merged.max_row < 4 or merged.min_row > 9 for merged in opened(data)["Things"].merged_cells.ranges)


def test_choices_come_from_a_hidden_sheet_by_a_defined_name():
    choices = ("low, very", 'mid "x"', "high")
    block = EntryTable(
        "risks", "", [Column("level", "Level", Holds.CHOICE, choices=choices, hint="How grave")], empty_rows=2
    )

    book = opened(one_section([block]))

    validation = book["Things"].data_validations.dataValidation[0]
    assert (validation.type, validation.formula1, str(validation.sqref)) == ("list", "list_level", "A5:A6")
    assert (validation.prompt, validation.error) == ("How grave", "This value is not in the list.")
    assert book["Lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["Lists"]["A"]] == ["list_level", *choices]
    assert book.defined_names["list_level"].attr_text == "'Lists'!$A$2:$A$4"


def test_computed_columns_say_that_they_are_computed():
    sheet = opened(one_section([costs(cost("A1", 2, "10.50", "5"))]))["Things"]

    said = {str(item.sqref): item.prompt for item in sheet.data_validations.dataValidation}

    assert said == dict.fromkeys(("D5", "F5"), "Computed column: its formula is replaced at the next export.")
    assert sheet["D5"].font.italic and not sheet["C5"].font.italic


def test_a_required_column_is_marked():
    sheet = opened(one_section([EntryTable("e", "", [Column("a", "Name", is_required=True)], empty_rows=1)]))["Things"]

    assert sheet["A4"].value == "Name •"
    assert sheet["A4"].border.left.style == "thick"


def test_a_status_is_a_word_with_a_symbol_and_a_conditional_ground():
    columns = (Column("s", "Status", Holds.STATUS),)

    sheet = opened(one_section([Table("t", "", columns, [(Tag("late", Tone.LATE),)])]))["Things"]

    assert sheet["A5"].value == "▲ late"
    assert sorted(rule.formula[0] for rule in sheet.conditional_formatting["A5"]) == sorted(
        f'LEFT(A5,1)="{symbol}"' for symbol in "●◐▲○■"
    )


def test_a_bar_column_draws_bars_in_its_cells():
    table = Table(
        "t", "", [Column("b", "Change", Holds.BAR)], [(Value(Decimal(5), Holds.BAR),), (Value(Decimal(-2), Holds.BAR),)]
    )

    xml = part(one_section([table]), "xl/worksheets/sheet2.xml")

    assert xml.count('type="dataBar"') == 2  # one for every program, one for those that know solid bars
    assert "<xm:sqref>A5:A6</xm:sqref>" in xml


def test_bars_leave_room_for_their_numbers():
    values = [Value(Decimal(number), Holds.BAR) for number in (5, -2)]
    rising = [Value(Decimal(number), Holds.BAR) for number in (10, 100)]
    columns = (Column("b", "Change", Holds.BAR), Column("c", "Share", Holds.BAR))

    xml = part(
        one_section([Table("t", "", columns, list(zip(values, rising, strict=True)))]), "xl/worksheets/sheet2.xml"
    )

    assert '<cfvo type="num" val="-2"/><cfvo type="num" val="10.6' in xml  # 5 + 0.8 × 7
    assert '<cfvo type="num" val="0"/><cfvo type="num" val="180' in xml
    assert xml.count("<xm:f>180") == 1


def test_numbers_take_the_format_of_what_they_hold():
    columns = (
        Column("money", "Money", MONEY),
        Column("whole", "Whole", MONEY),
        Column("share", "Share", Holds.SHARE, decimals=1),
        Column("day", "Day", Holds.DATE),
        Column("guess", "Guess"),
    )
    row = (
        Value(Decimal("1.5"), MONEY), Value(Decimal("2.00"), MONEY), Value(Decimal(45), Holds.SHARE),
        Value(date(2025, 9, 30), Holds.DATE), Value(Decimal(7), is_estimated=True),
    )  # fmt: skip

    cells = opened(one_section([Table("t", "", columns, [row])], "fr"))["Things"][5]

    assert [cell.number_format for cell in cells] == [
        "#,##0.00", "#,##0", '#,##0.0"\u00a0%"', "dd/mm/yyyy", '"≈\u00a0"#,##0',
    ]  # fmt: skip


def test_what_excel_cannot_hold_becomes_text():
    columns = (Column("n", "N"), Column("d", "D", Holds.DATE))
    rows = [(Value(Decimal("1234567890123456.78")), Value(date(1850, 1, 1), Holds.DATE)), (Value(Decimal("NaN")), "")]

    assert grid(one_section([Table("t", "", columns, rows)]), "Things").splitlines()[-2:] == [
        "1234567890123456.78 | 1850-01-01",
        "NaN",
    ]


def test_an_empty_table_says_so_without_a_list_object():
    data = one_section([Table("t", "", [Column("a", "A"), Column("b", "B")], [])])

    assert grid(data, "Things").splitlines()[-2:] == ["A | B", "Nothing to show here."]
    assert not opened(data)["Things"].tables


def test_heads_are_made_unique_and_never_empty():
    table = Table("t", "", [Column("a", ""), Column("b", "Year"), Column("c", "year")], [("1", "2", "3")])

    assert grid(one_section([table]), "Things").splitlines()[-2] == "– | Year | year (2)"


def test_words_before_the_first_table_follow_it():
    blocks = [Paragraph("Sort it."), Paragraph("Long " * 60), Table("t", "", [Column("a", "A")], [("x",)])]

    lines = grid(one_section(blocks), "Things").splitlines()

    assert lines[1] == "Sort it."
    assert lines[3:5] == ["A", "x"]
    assert lines[5].startswith("Long Long")


def test_rows_with_long_text_are_as_high_as_it_needs():
    table = Table("t", "", [Column("a", "A", width=20), Column("b", "B")], [("word " * 60, "x"), ("short", "y")])

    sheet = opened(one_section([table]))["Things"]

    assert sheet.row_dimensions[5].height > 5 * sheet.row_dimensions[6].height / 2
