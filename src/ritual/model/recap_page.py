"""A recap as one page of HTML that needs nothing else: no network, no script; the same bytes for the same recap."""

from datetime import timedelta

from ritual.model.chart_svg import figure
from ritual.model.clean import line as one_line
from ritual.model.instant import moment
from ritual.model.markup import Markup, joined, link, tag, void
from ritual.model.moments import Zone, clock, day, day_long, local
from ritual.model.page_style import policy, style
from ritual.model.palette import Palette
from ritual.model.promises import DONE, DROPPED
from ritual.model.recap import PARKED, PROMISES, THANKS, WINS, Line, Recap, Section
from ritual.model.recap_text import closing
from ritual.words import language, t

_MEANINGS = {THANKS: "praise", WINS: "win", PROMISES: "promise", PARKED: "parked"}
_MARKS = {*"\"'“”„‚‘’«»‹›「」"}
"""With one of these at either end, words have the marks of a quotation already."""
_BECAME = {DONE: "good", DROPPED: "muted"}


def as_page(recap: Recap, zone: Zone, light: Palette, dark: Palette) -> str:
    """The recap as HTML in the language that is spoken; both palettes have to be of `#rrggbb` colours."""
    page = tag("html", _head(recap, style(light, dark)), _body(recap, zone), lang=language())
    return f"<!doctype html>\n{page}\n"


def _head(recap: Recap, sheet: str) -> Markup:
    title = " · ".join(one_line(part) for part in (recap.title, recap.team) if part)
    return tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=policy(sheet)),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Markup(sheet)),
    )


def _body(recap: Recap, zone: Zone) -> Markup:
    sections = [_section(section, f"part-{n}") for n, section in enumerate(recap.sections, 1)]
    told = [_paragraph(" ".join(recap.told), "told")] if recap.told else []
    nothing = [] if sections else [_paragraph(t("Nothing was kept."), "told")]
    ends = closing(recap)
    main = tag("main", *told, *sections, *nothing, *_charts(recap))
    return tag("body", _header(recap, zone), main, *([tag("footer", tag("p", ends))] if ends else []))


def _header(recap: Recap, zone: Zone) -> Markup:
    span = _span(recap, zone)
    return tag(
        "header",
        *([_paragraph(recap.team, "team")] if recap.team else []),
        tag("h1", one_line(recap.title), dir="auto"),
        *([_paragraph(span, "span")] if span != recap.title else []),
    )


def _span(recap: Recap, zone: Zone) -> str:
    start, end = moment(recap.start), moment(recap.end)
    first = local(start, zone).date()
    if recap.session:
        hours = t("{start} to {end}", start=clock(start, zone), end=clock(end, zone))
        return f"{day_long(first, year=True)}, {hours}"
    last = local(end - timedelta(seconds=1), zone).date()
    begins = day(first, year=True)
    return begins if first == last else t("{first} to {last}", first=begins, last=day(last, year=True))


def _section(section: Section, name: str) -> Markup:
    write = _quote if section.kind == THANKS else _item
    classes = ("quotes" if section.kind == THANKS else "items", *(["columns"] if len(section.lines) > 1 else []))
    lines = tag("ul", *(tag("li", write(line)) for line in section.lines), role="list", class_=" ".join(classes))
    note = [_paragraph(section.note, "note")] if section.note else []
    return tag(
        "section",
        tag("h2", one_line(section.title), id=name, dir="auto"),
        tag("div", lines, *note),
        aria_labelledby=name,
        class_=_MEANINGS.get(section.kind, "title"),
    )


def _charts(recap: Recap) -> list[Markup]:
    if not recap.charts:
        return []
    figures = (figure(chart, f"chart-{n}") for n, chart in enumerate(recap.charts, 1))
    title = tag("h2", t("At a glance"), id="charts")
    return [tag("section", title, tag("div", *figures, class_="charts"), aria_labelledby="charts", class_="title")]


def _quote(line: Line) -> Markup:
    words = one_line(line.words)
    quoted = {words[:1], words[-1:]} & _MARKS
    return joined(tag("blockquote", _paragraph(words, "words" if quoted else "words marked")), _behind(line))


def _item(line: Line) -> Markup:
    return joined(_paragraph(line.words, "words"), _behind(line))


def _behind(line: Line) -> Markup:
    """Whom it is about, who said it, and what stands behind it, below the words."""
    who = [tag("b", tag("bdi", one_line(line.who)))] if line.who else []
    source = [tag("bdi", one_line(line.source))] if line.source else []
    detail = [_detail(line)] if line.detail else []
    parts = [part for each in (who, source, detail) for part in each]
    if not parts:
        return Markup()
    return tag("p", parts[0], *(joined(", ", part) for part in parts[1:]), class_="by")


def _detail(line: Line) -> Markup:
    if line.link:
        return link(one_line(line.link))
    if line.state:
        return tag("span", one_line(line.detail), class_=f"state {_BECAME.get(line.state, 'promise')}")
    return tag("span", one_line(line.detail))


def _paragraph(words: str, class_: str) -> Markup:
    return tag("p", one_line(words), class_=class_, dir="auto")
