"""How a page looks: one style sheet of the meanings of two palettes, for screens in light and dark and for paper."""

from base64 import b64encode
from hashlib import sha256
from typing import Final

from ritual.model.palette import Palette

MEANINGS: Final = (
    *("background", "line", "edge", "text", "muted", "title", "key", "link", "accent"),
    *("praise", "win", "promise", "parked", "clock", "good"),
)
"""The meanings that a page has a use for: what it shows is over, so nobody speaks, waits or is absent."""


def style(light: Palette, dark: Palette) -> str:
    """The style sheet; both palettes have to be of `#rrggbb` colours. Paper is light, whatever the screen is."""
    variables = (
        f":root{{{_variables(light)}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}"
    )
    tones = ".chart{--tone:var(--accent)}" + "".join(f".{name}{{--tone:var(--{name})}}" for name in MEANINGS)
    return f"{variables}\n{tones}\n{_RULES}"


def policy(sheet: str) -> str:
    """The Content-Security-Policy that allows this sheet and nothing else: no script, no picture, no request."""
    told = b64encode(sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{told}'; base-uri 'none'; form-action 'none'"


def _variables(palette: Palette) -> str:
    return "".join(f"--{name}:{palette.colours[name]};" for name in MEANINGS)


_RULES: Final = """
:root{color-scheme:light dark;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Charter,Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--background);color:var(--text);font:1rem/1.6 var(--sans);overflow-wrap:anywhere}
header,main,footer{max-width:64rem;margin:0 auto;padding:0 clamp(1.25rem,5vw,3.5rem)}
header{padding-top:clamp(2.5rem,8vw,5.5rem);padding-bottom:2rem}
p,ul,h1,h2,h3,figure,blockquote{margin:0}
ul{padding:0;list-style:none}
h1{font:400 clamp(2.1rem,1.5rem + 3vw,3.4rem)/1.12 var(--serif);color:var(--title);text-wrap:balance}
.team{color:var(--accent);font-weight:600;margin-bottom:.6rem}
.span{color:var(--muted);margin-top:.7rem}
.told{font:400 clamp(1.15rem,1.05rem + .5vw,1.35rem)/1.55 var(--serif);max-width:44rem;padding-bottom:2.5rem}
section{border-top:1px solid var(--line);padding:1.9rem 0 2.3rem}
h2{font:600 1rem/1.4 var(--sans);color:var(--tone,var(--title));margin-bottom:1.1rem}
h3{font:600 .95rem/1.4 var(--sans);color:var(--tone,var(--title));margin-bottom:.7rem}
li{break-inside:avoid;margin-bottom:1.35rem}
li:last-child{margin-bottom:0}
.words{font-family:var(--serif);font-size:1.08rem;line-height:1.5}
.by,.note,.shows{color:var(--muted);font-size:.92rem;line-height:1.5}
.by{margin-top:.3rem}
.by b{color:var(--text);font-weight:600}
.note{margin-top:1.4rem}
.quotes,.items{max-width:46rem}
.quotes li{border-left:3px solid var(--tone);padding-left:1.1rem}
.quotes li:not(:last-child){margin-bottom:1.9rem}
.quotes .words{font-size:1.18rem}
.marked::before{content:open-quote}
.marked::after{content:close-quote}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.state{color:var(--tone);font-weight:600}
.charts{columns:17rem 2;column-gap:2.8rem}
.chart{break-inside:avoid;padding-bottom:2.2rem}
svg{display:block}
svg,svg svg{overflow:visible}
svg text{font:400 .92rem var(--sans);fill:var(--text)}
.full{fill:var(--tone)}
.rest{fill:var(--line);opacity:.45}
.goal{fill:var(--title)}
.ring{fill:none;stroke:var(--edge);stroke-width:1.5}
.band{stroke:var(--background);stroke-width:2}
.band-1{opacity:.3}.band-2{opacity:.48}.band-3{opacity:.65}.band-4{opacity:.82}
.shows{margin-top:.5rem;max-width:36rem}
details{margin-top:.6rem;font-size:.92rem}
summary{color:var(--key);cursor:pointer;width:fit-content}
table{border-collapse:collapse;margin-top:.7rem}
caption{text-align:left;color:var(--muted);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;font-weight:400;padding:.25rem 1.6rem .25rem 0}
tr{border-bottom:1px solid var(--line)}
footer{color:var(--muted);font-size:.92rem;padding-top:.4rem;padding-bottom:4rem}
@media print,(min-width:46rem){
section{display:grid;grid-template-columns:9.5rem minmax(0,1fr);column-gap:2.5rem}
h2{margin:.1rem 0 0}
}
@media print,(min-width:62rem){
.columns{columns:2;column-gap:2.8rem}
}
@media print{
@page{margin:16mm 15mm}
html{font-size:9.5pt}
body{background:none}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
header{padding-top:0}
h1{font-size:2.6rem}
.told{font-size:1.25rem;padding-bottom:1.6rem}
section{padding:1.2rem 0 1.4rem;grid-template-columns:8.5rem minmax(0,1fr);column-gap:1.8rem}
.columns,.charts{column-gap:2rem}
li{margin-bottom:1rem}
.quotes li:not(:last-child){margin-bottom:1.3rem}
h2,h3{break-after:avoid}
svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details{display:none}
footer{padding-bottom:0}
}
"""
