"""Sample documents that hold every block, in French, Arabic and English, for the tests and pictures of exporters."""

import struct
import zlib
from datetime import date
from decimal import Decimal

from migplan.documents import (
    ActionSheet,
    Agenda,
    AgendaItem,
    Axis,
    Bar,
    Block,
    Bullet,
    Bullets,
    Canvas,
    Chart,
    ChartKind,
    Column,
    Cover,
    Document,
    EntryTable,
    Fact,
    Figures,
    Frame,
    Gantt,
    Heading,
    Holds,
    Inline,
    KeyFigure,
    Lane,
    LogoMark,
    Logos,
    Matrix,
    MatrixCell,
    MatrixLine,
    Medium,
    Milestone,
    Node,
    Note,
    NoteKind,
    Paragraph,
    Pattern,
    Picture,
    Point,
    Product,
    Quadrant,
    Ratio,
    Role,
    Row,
    RowKind,
    Section,
    Series,
    SheetPart,
    Signature,
    Signatures,
    Slot,
    SourceNote,
    Span,
    Sum,
    Table,
    Tag,
    Tone,
    Total,
    Tree,
    TreeKind,
    Value,
    Weight,
)
from migplan.testing.workshop_samples import workshop_blocks

DAY = date(2025, 9, 30)
"""Day that sample documents carry."""

_WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("Feuille de route de la vallée", "خارطة طريق الوادي", "Roadmap of the valley"),
    "subtitle": ("Accueillir, relier, développer", "الاستقبال والربط والتنمية", "Welcome, connect, develop"),
    "territory": ("Territoire", "المجال الترابي", "Territory"),
    "valley": ("Vallée du Nord", "وادي الشمال", "North valley"),
    "period": ("Période", "الفترة", "Period"),
    "statement": (
        "Financé par le fonds des territoires.",
        "بتمويل من صندوق المجالات.",
        "Funded by the territories fund.",
    ),
    "illustration": (
        "Exemple inventé pour montrer la forme ; aucun chiffre n’est réel.",
        "مثال من نسج الخيال لإظهار الشكل؛ لا رقم فيه حقيقي.",
        "Invented to show the form; no figure is real.",
    ),
    "message": (
        "La vallée perd des habitants dans 5 communes sur 7",
        "يفقد الوادي سكانا في 5 جماعات من أصل 7",
        "The valley loses people in 5 of its 7 communes",
    ),
    "long": (
        "Les personnes de retour demandent d’abord un guichet unique, des heures d’ouverture compatibles avec leur "
        "travail et une information claire sur leurs droits sociaux, dans leur langue.",
        "يطلب العائدون أولا شباكا موحدا وأوقات عمل تناسب شغلهم ومعلومات واضحة عن حقوقهم الاجتماعية بلغتهم.",
        "People who return ask first for one desk, hours that suit their work, and clear words on their social rights, "
        "in their language.",
    ),
    "people": ("habitants", "نسمة", "people"),
    "population": ("Population", "السكان", "Population"),
    "cost": ("Coût", "الكلفة", "Cost"),
    "secured": ("Acquis", "مضمون", "Secured"),
    "wanted": ("À mobiliser", "في طور التعبئة", "To be found"),
    "share": ("Part acquise", "الحصة المضمونة", "Share secured"),
    "action": ("Action", "الإجراء", "Action"),
    "code": ("N°", "الرقم", "No."),
    "lead": ("Pilote", "الجهة المسؤولة", "Lead"),
    "town": ("Commune du bourg", "جماعة المركز", "Town council"),
    "agency": ("Agence de l’emploi", "وكالة التشغيل", "Jobs agency"),
    "network": ("Réseau des associations", "شبكة الجمعيات", "Network of associations"),
    "status": ("État", "الحالة", "Status"),
    "late": ("en retard", "متأخر", "late"),
    "done": ("achevé", "منجز", "achieved"),
    "running": ("en cours", "في الطريق", "on the way"),
    "waiting": ("non commencé", "لم يبدأ", "not begun"),
    "o1": ("Accueillir dignement", "الاستقبال بكرامة", "Welcome with dignity"),
    "o2": ("Relier la diaspora au territoire", "ربط الجالية بالمجال", "Connect the diaspora to the territory"),
    "desk": (
        "Guichet unique d’accueil et d’orientation",
        "شباك موحد للاستقبال والتوجيه",
        "One desk to welcome and orient",
    ),
    "lessons": ("Appui scolaire et linguistique", "الدعم المدرسي واللغوي", "Help with school and language"),
    "projects": ("Appui aux projets de la diaspora", "دعم مشاريع الجالية", "Support for projects of the diaspora"),
    "total": ("Total", "المجموع", "Total"),
    "subtotal": ("Sous-total", "المجموع الجزئي", "Subtotal"),
    "unit": ("Unité", "الوحدة", "Unit"),
    "month": ("mois", "شهر", "month"),
    "quantity": ("Quantité", "الكمية", "Quantity"),
    "price": ("Coût unitaire", "كلفة الوحدة", "Unit cost"),
    "source": ("Recensement (exemple)", "الإحصاء (مثال)", "Census (example)"),
    "strength": ("Forces", "نقاط القوة", "Strengths"),
    "weakness": ("Faiblesses", "نقاط الضعف", "Weaknesses"),
    "chance": ("Opportunités", "الفرص", "Opportunities"),
    "threat": ("Menaces", "التهديدات", "Threats"),
    "interest": ("Intérêt", "الاهتمام", "Interest"),
    "influence": ("Influence", "التأثير", "Influence"),
    "low": ("faible", "ضعيف", "low"),
    "high": ("fort", "قوي", "high"),
    "satisfy": ("Satisfaire", "إرضاؤهم", "Keep satisfied"),
    "partner": ("Associer de près", "إشراكهم عن قرب", "Work closely with"),
    "watch": ("Suivre", "تتبعهم", "Watch"),
    "inform": ("Informer", "إخبارهم", "Keep informed"),
    "welcome": ("Accueil et tour de table", "الاستقبال والتعارف", "Welcome and round of names"),
    "break": ("Pause", "استراحة", "Break"),
    "group": ("Travail en groupes", "عمل المجموعات", "Work in groups"),
    "president": ("Le président du conseil", "رئيس المجلس", "The president of the council"),
    "question": ("Que faut-il changer d’abord ?", "ما الذي ينبغي تغييره أولا؟", "What should change first?"),
    "write": ("Avant-propos du président", "كلمة الرئيس", "Foreword of the president"),
    "hatched": ("Hachuré : à mobiliser", "المخطط: في طور التعبئة", "Hatched: to be found"),
    "year": ("Année", "السنة", "Year"),
    "risk": ("Risque", "الخطر", "Risk"),
    "why": ("Pourquoi", "لماذا", "Why"),
    "how": ("Comment", "كيف", "How"),
    "opening": ("Ouverture du guichet", "افتتاح الشباك", "Desk opens"),
}


class _Say:
    """The sample's words in one language."""

    def __init__(self, language: str) -> None:
        self._place = {"fr": 0, "ar": 1}.get(language.partition("-")[0], 2)

    def __call__(self, key: str) -> str:
        return _WORDS[key][self._place]


def sample_picture(width: int = 48, height: int = 32) -> bytes:
    """Make a small PNG: a plain band of colour."""
    line = b"\x00" + bytes((23, 73, 92)) * width

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(line * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def sample_blocks(language: str = "fr", count: int = 7) -> dict[str, Block]:
    """Give one block of each kind by its name, each with about `count` items, from 0 up."""
    say = _Say(language)
    numbers = range(count)
    tones = (Tone.ACHIEVED, Tone.ON_THE_WAY, Tone.LATE, Tone.NOT_BEGUN)
    tags = [Tag(say(key), tone) for key, tone in zip(("done", "running", "late", "waiting"), tones, strict=True)]
    names = [say(key) for key in ("desk", "lessons", "projects")]
    leads = [say(key) for key in ("town", "agency", "network")]
    points = [
        Point(f"{leads[n % 3]} {n + 1}", Decimal(n % 5 + 1), Decimal(n * 2 % 5 + 1), leads[n % 3], "", n == 0)
        for n in numbers
    ]
    lines = [MatrixLine(f"r{n}", names[n % 3], f"A{n + 1}") for n in numbers]
    heads = [MatrixLine(f"c{n}", leads[n % 3], f"F{n + 1}") for n in range(min(count, 12))]
    cells = [
        [MatrixCell("AR"[(row + column) % 2], (row + column) % 4) if (row + column) % 3 else MatrixCell() for column in range(len(heads))]
        for row in numbers
    ]  # fmt: skip
    filled = [sum(1 for cell in row if cell.text) for row in cells]
    summed = [sum(1 for row in cells if row[column].text) for column in range(len(heads))]
    return {
        "heading": Heading(say("population"), 2, "2.1", "population"),
        "paragraph": Paragraph((Span(say("message"), weight=Weight.STRONG), " – ", say("long"))),
        "bullets": Bullets(tuple(Bullet(say("long"), n % 3 + 1) for n in numbers)),
        "numbered": Bullets(tuple(Bullet(names[n % 3]) for n in numbers), is_numbered=True),
        "note": Note(say("long"), NoteKind.WARNING, say("message")),
        "figures": Figures(
            [
                KeyFigure(Value(Decimal(198542 + n), Holds.INTEGER, say("people"), source="census"), say("population"), say("running"), say("source"), n == 0)
                for n in numbers
            ],
            say("message"),
        ),
        "table": sample_table(language, count),
        "entry": EntryTable(
            "entry", say("risk"),
            (
                Column("risk", say("risk"), width=40, is_required=True, hint=say("question")),
                Column("status", say("status"), Holds.CHOICE, choices=tuple(tag.text for tag in tags)),
                Column("due", say("period"), Holds.DATE),
            ),
            [Row((names[n % 3], tags[n % 4].text, Value(DAY, Holds.DATE))) for n in numbers],
            empty_rows=3,
        ),
        "bar": _chart(say, ChartKind.BAR, min(count, 12)),
        "stacked": _chart(say, ChartKind.STACKED, min(count, 8)),
        "line": _chart(say, ChartKind.LINE, min(count, 12)),
        "doughnut": _chart(say, ChartKind.DOUGHNUT, min(count, 6)),
        "waterfall": Chart(
            "waterfall", say("cost"), ChartKind.WATERFALL, [*(f"{2022 + n}" for n in range(min(count, 6))), say("total")],
            [Series(say("cost"), [*(Decimal(100 - 30 * n) for n in range(min(count, 6))), sum((Decimal(100 - 30 * n) for n in range(min(count, 6))), Decimal(0))])],
        ),
        "scatter": Chart(
            "scatter", say("interest"), ChartKind.SCATTER, leads[: min(count, 3)],
            [Series(say("network"), [Decimal(n + 1) for n in range(min(count, 3))], x=[Decimal(2 * n + 1) for n in range(min(count, 3))])],
        ),
        "gantt": _gantt(say, count, names, leads),
        "tree": Tree(
            "tree", say("title"),
            [Node(f"n{n}", names[n % 3], f"O{n + 1}", f"n{(n - 1) // 3}" if n else "", f"series-{n % 6 + 1}") for n in numbers],
            TreeKind.OBJECTIVES, say("source"),
        ),
        "quadrant": Quadrant(
            "quadrant", say("influence"), (say("satisfy"), say("partner"), say("watch"), say("inform")),
            Axis(say("interest"), low_label=say("low"), high_label=say("high")),
            Axis(say("influence"), low_label=say("low"), high_label=say("high")), points, note=say("source"),
        ),
        "swot": Quadrant(
            "swot", say("title"), (say("strength"), say("weakness"), say("chance"), say("threat")),
            lists=tuple(tuple(names[(n + quarter) % 3] for n in range(min(count, 5))) for quarter in range(4)),
        ),
        "matrix": Matrix("matrix", say("lead"), say("action"), lines, heads, cells, filled, summed, (("A", say("lead")), ("R", say("action"))), say("source")),
        "action_sheet": ActionSheet(
            "A1.1", say("desk"), "O1", say("o1"), tags[1],
            [Fact(say("lead"), say("town")), Fact(say("period"), "2023–2027"), *(Fact(say("code"), f"{n}") for n in range(count - 2))],
            [SheetPart(say("why"), [say("long")]), SheetPart(say("how"), [names[n % 3] for n in range(min(count, 9))])],
            [_years_table(say, "sheet-years", min(count, 8))], "series-1", "sheet-a11", "valley/A1.1",
        ),
        "agenda": Agenda(
            [
                AgendaItem(n // 6 + 1, f"{9 + n % 6:02d}:30", 30 + 15 * (n % 3), say(("welcome", "group", "break")[n % 3]), say("group") if n % 3 == 1 else "", "small-groups", leads[n % 3], is_break=n % 3 == 2, is_now=n == 1)
                for n in numbers
            ],
            say("welcome"),
        ),
        "canvas": Canvas(say("question"), [Frame(names[n % 3], say("question")) for n in range(min(count, 12))], 2, 30),
        "picture": Picture(sample_picture(), say("valley"), say("source"), say("network")),
        "slot": Slot("foreword", say("write")),
        "written_slot": Slot("lessons", say("write"), say("long")),
        "signatures": Signatures([Signature(say("president"), leads[n % 3]) for n in range(min(count, 8))], say("title")),
        "logos": Logos([LogoMark(leads[n % 3], sample_picture(40 + 8 * n % 40, 32) if n % 2 else None, say("statement") if n == 0 else "", leads[n % 3]) for n in range(min(count, 9))]),
        **workshop_blocks(language, _Say, count),
    }  # fmt: skip


def sample_table(language: str = "fr", count: int = 7, id: str = "budget") -> Table:
    """Make a table of costed actions by objective: groups, computed columns, subtotals, a total."""
    say = _Say(language)
    columns = (
        Column("code", say("code"), Holds.CODE, 7),
        Column("action", say("action"), width=44),
        Column("lead", say("lead"), width=20),
        Column("quantity", say("quantity"), Holds.NUMBER, 10),
        Column("price", say("price"), Holds.MONEY, 14, "EUR", 2),
        Column("cost", say("cost"), Holds.MONEY, 16, "EUR", 2, Total.SUM, Product(("quantity", "price"))),
        Column("secured", say("secured"), Holds.MONEY, 16, "EUR", 2, Total.SUM),
        Column("share", say("share"), Holds.SHARE, 10, total=Total.FORMULA, formula=Ratio("secured", "cost")),
        Column("trend", say("population"), Holds.BAR, 12, decimals=1),
        Column("status", say("status"), Holds.STATUS, 16),
    )
    tones = ((Tone.ACHIEVED, "done"), (Tone.ON_THE_WAY, "running"), (Tone.LATE, "late"), (Tone.NOT_BEGUN, "waiting"))
    rows: list[Row] = []
    names, leads = ("desk", "lessons", "projects"), ("town", "agency", "network")
    halves = (("O1", "o1", range(count - count // 2)), ("O2", "o2", range(count - count // 2, count)))
    for number, (code, title, group) in enumerate(halves, start=1):
        if not group:
            continue
        rows.append(Row((f"{code} – {say(title)}",), RowKind.GROUP, color=f"series-{number}"))
        for n in group:
            tone, word = tones[n % 4]
            price = Decimal("1234.55") + n
            cells: tuple[Inline, ...] = (
                f"A{number}.{n + 1}", say(names[n % 3]), say(leads[n % 3]), Value(Decimal(n % 5 + 1)),
                Value(price, Holds.MONEY, "EUR", 2), "", Value(price * (n % 3), Holds.MONEY, "EUR", 2), "",
                Value(Decimal(n * 7 % 40 - 15), Holds.BAR, decimals=1, source="census"), Tag(say(word), tone),
            )  # fmt: skip
            rows.append(Row(cells, address=f"valley/A{number}.{n + 1}"))
        rows.append(Row((say("subtotal"),), RowKind.SUBTOTAL))
    if rows:
        rows.append(Row((say("total"),), RowKind.TOTAL, address="valley/budget"))
    return Table.computed(id, say("cost"), columns, rows, say("source"), say("message"))


def _years_table(say: _Say, id: str, count: int) -> Table:
    columns = (
        Column("year", say("year"), Holds.CODE, 8),
        Column("secured", say("secured"), Holds.MONEY, 14, "EUR", total=Total.SUM),
        Column("wanted", say("wanted"), Holds.MONEY, 14, "EUR", total=Total.SUM),
        Column("cost", say("cost"), Holds.MONEY, 14, "EUR", total=Total.SUM, formula=Sum(("secured", "wanted"))),
    )
    rows: list[Row] = [
        Row((f"{2022 + n}", Value(Decimal(12000 + n), Holds.MONEY), Value(Decimal(3000 * n), Holds.MONEY), ""))
        for n in range(count)
    ]
    if rows:
        rows.append(Row((say("total"),), RowKind.TOTAL))
    return Table.computed(id, say("cost"), columns, rows)


def _chart(say: _Say, kind: ChartKind, count: int) -> Chart:
    series = [Series(say("secured"), [Decimal(120000 + 15000 * n) for n in range(count)])]
    if kind in (ChartKind.STACKED, ChartKind.LINE):
        wanted = [Decimal(60000 - 5000 * n) if n != 1 else None for n in range(count)]
        series.append(Series(say("wanted"), wanted, pattern=Pattern.HATCHED))
    categories = [f"{2022 + n}" for n in range(count)]
    return Chart(
        kind.value, say("cost"), kind, categories, series, say("year"), "EUR", Holds.MONEY, reading=(say("hatched"),),
        note=say("source"), emphasised=categories[0] if kind is ChartKind.BAR and categories else "",
    )  # fmt: skip


def _gantt(say: _Say, count: int, names: list[str], leads: list[str]) -> Gantt:
    tones = ((Tone.ACHIEVED, "done"), (Tone.ON_THE_WAY, "running"), (Tone.LATE, "late"), (Tone.NOT_BEGUN, "waiting"))
    bars = []
    for n in range(count):
        tone, word = tones[n % 4]
        lane = n * 2 // max(count, 1) + 1
        start = date(2022 + n % 4, n % 12 + 1, 1)
        end = date(start.year + 1, 6, 30)
        steps = (Milestone(say("opening"), date(start.year, 12, 1), n % 2 == 0),)
        bars.append(
            Bar(f"A{lane}.{n + 1}", names[n % 3], start, end, f"o{lane}", leads[n % 3], Decimal(n * 17 % 101), tone, say(word), steps)
        )  # fmt: skip
    lanes = [Lane("o1", f"O1 – {say('o1')}", "series-1"), Lane("o2", f"O2 – {say('o2')}", "series-2")]
    return Gantt("calendar", say("title"), date(2022, 1, 1), date(2027, 12, 31), lanes, bars, DAY, say("source"))


def sample_document(language: str = "fr", medium: Medium = Medium.PAGE, count: int = 7) -> Document:
    """Make a document that holds every block, with realistic words of no country, in French, Arabic or English."""
    say = _Say(language)
    blocks = sample_blocks(language, count)
    logos = blocks["logos"]
    assert isinstance(logos, Logos)
    cover = Cover(
        say("title"), say("subtitle"), [Fact(say("territory"), say("valley")), Fact(say("period"), "2022–2027")],
        [Decimal(n * 37 % 23 + 4) for n in range(25)], logos, say("statement"), illustration=say("illustration"),
    )  # fmt: skip

    def section(id: str, title: str, *keys: str, role: Role = Role.BODY, level: int = 1) -> Section:
        return Section(
            id, say(title), [blocks[key] for key in keys], role, say("message"), source=say("source"), level=level
        )

    sections = [
        section("summary", "message", "figures", "stacked", "bar", "doughnut", "note", role=Role.SUMMARY),
        section("budget", "cost", "paragraph", "table"),
        section("calendar", "period", "gantt"),
        section("diagnosis", "population", "heading", "bullets", "numbered", "line", "waterfall", "scatter"),
        section("swot", "strength", "swot"),
        section("stakeholders", "influence", "quadrant"),
        section("roles", "lead", "matrix"),
        section("objectives", "o1", "tree"),
        section("sheets", "action", "action_sheet"),
        section("workshop", "welcome", "agenda", "canvas"),
        section("groups", "group", "group_work", "quiz"),
        section("votes", "question", "ballot", "dots", "marks", "signs"),
        section("compared", "valley", "comparison"),
        section("forms", "write", "entry", "slot", "written_slot", "signatures", "picture", "logos", role=Role.ANNEX),
    ]
    return Document(
        "sample", say("title"), language, cover, sections, say("subtitle"), say("valley"), creator=say("network"),
        sources=[SourceNote("census", say("source"), "https://example.org/census")], date=DAY, medium=medium, currency="EUR",
    )  # fmt: skip


__all__ = ["DAY", "sample_blocks", "sample_document", "sample_picture", "sample_table"]
