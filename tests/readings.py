"""Files in the forms in which readers have them, and the words that are read from each: here and in the browser."""

import base64
import quopri
from collections.abc import Mapping

RAIN = "# Rain in Saltmere\n\nThe river rose by 3.2 feet.\n\n“We wait,” the mayor said."

PLAIN: Mapping[str, tuple[str, str]] = {
    "line ends": ("One\r\n\r\nTwo\rand three\u2029Four\u2028and\x85five", "One\n\nTwo\nand three\n\nFour\nand\nfive"),
    "white space": ("  One \t\u00a0 two  \n \n\n\n three\n\n", "One two\n\nthree"),
    "inline link": ("The [river](https://a.example/b) rose", "The river rose"),
    "link with a title": ("The [river](https://a.example/b \"A 'deep' one\") rose", "The river rose"),
    "link with another title": ("The [river](https://a.example/b 'A deep one')[ rose](b (A title))", "The river rose"),
    "link with parentheses": ("The [river](https://a.example/b_(c_(d))) rose", "The river rose"),
    "link in angle brackets": ("The [river](<https://a.example/b c) d>) rose", "The river rose"),
    "link over lines": ('The [river\nArdle](https://a.example/b\n"A title") rose', "The river\nArdle rose"),
    "link without a target": ("The [river]() rose, [deep](#)", "The river rose, deep"),
    "link to a reference": ('The [river][1] rose\n\n[1]: https://a.example/b "A title"', "The river rose"),
    "link to itself": ("The [River Ardle][] rose\n\n[river  ardle]: https://a.example", "The River Ardle rose"),
    "short link": ("The [river] rose\n\n  [River]: <https://a.example/b c>", "The river rose"),
    "no link": ("The [sic] river [rose] (again) [and", "The [sic] river [rose] (again) [and"),
    "no definition": ("[Note]: it rained\n\n[river] rose", "[Note]: it rained\n\n[river] rose"),
    "autolinks": (
        "See <https://a.example/b> or <ann@a.example>, not <b>",
        "See https://a.example/b or ann@a.example, not <b>",
    ),
    "image": ('One ![a wet town](town.jpg "x") two\n\n![](town.jpg)', "One\n\na wet town\n\ntwo"),
    "image in a link": ("[![a wet town](town.jpg)](https://a.example) two", "a wet town\n\ntwo"),
    "nested brackets": ("The [river [Ardle]](#) rose", "The river [Ardle] rose"),
    "button": ("By [Ann Lee](#) [Follow](#) and [Bob Ray](#)[Follow](#)", "By Ann Lee and Bob Ray"),
    "bare button": ("By Ann Lee Follow and Bob Ray Follow, in Saltmere", "By Ann Lee and Bob Ray, in Saltmere"),
    "button at a line's end": ("By Ann Lee\nFollow and Bob Ray\nFollow\n\nBy", "By Ann Lee\nand Bob Ray\n\nBy"),
    "one column longer than the other": (
        "a b    e f\nc d    g h\ni      k\nl m    n\no\np\nq\nr\ns\nt",
        "a b\nc d\ni\nl m\no\np\nq\nr\ns\nt\n\ne f\ng h\nk\nn",
    ),
    "button on its line": ("By Ann Lee\nFollow\nin Saltmere", "By Ann Lee\nin Saltmere"),
    "no button": (
        'It read "Follow the bell." Follow it.\n\nThe [Follow me](#) bell',
        'It read "Follow the bell." Follow it.\n\nThe Follow me bell',
    ),
    "emphasis": ("The *river* **rose** ***again*** _and_ __so__", "The river rose again and so"),
    "nested emphasis": ("**The *river* rose** and ***so* on**", "The river rose and so on"),
    "emphasis within a word": ("un*believ*able snake_case_name", "unbelievable snake_case_name"),
    "no emphasis": ("5 * 3 * 2, deal* and more* _", "5 * 3 * 2, deal* and more* _"),
    "emphasis over lines": ("The *river\nrose* again\n\n*not\n\nhere*", "The river\nrose again\n\n*not\n\nhere*"),
    "struck through": ("It rose by ~~32~~ feet", "It rose by ~~32~~ feet"),
    "escapes": ("\\$3 \\*not\\* \\[a\\](b) 50\\% c:\\d", "$3 *not* [a](b) 50% c:\\d"),
    "line break": ("One\\\ntwo  \nthree", "One\ntwo\nthree"),
    "headings": ("# Rain #\n\n## Again\n\n### C#\n\n#tag", "# Rain\n\nAgain\n\nC#\n\n#tag"),
    "underlined heading": ("Rain\n====\n\nAgain\n-----\n\nand", "# Rain\n\nAgain\n\nand"),
    "rules": ("One\n\n* * *\n\n___\n\nTwo", "One\n\nTwo"),
    "block quote": ("> The river\n> rose\n>\n>> again\n\nand\n> fell", "The river\nrose\n\nagain\n\nand\n> fell"),
    "footnote marks": (
        "It rained.[1] The river¹ rose,²³ he said”[^note] in 1961[12]",
        "It rained. The river rose, he said” in 1961",
    ),
    "footnote links": ("It rained.[1](#n) The river[[2]](#n) rose[*](#n), [3](#n)", "It rained. The river rose, 3"),
    "two footnote marks": ("It rained.[1][2]", "It rained."),
    "exponent": ("3² feet, ² [1] 32 [3]", "3² feet, ² [1] 32 [3]"),
    "small capitals": ("Eᴍʙᴏʟᴅᴇɴᴇᴅ ʙʏ ᴛʜᴇ ʀɪᴠᴇʀ", "Emboldened by the river"),
    "line numbers": (
        "  1 One two\n  2 three\n  3\n  4 four\n  5 32 five\n  6 six",
        "One two\nthree\n\nfour\n32 five\nsix",
    ),
    "line numbers with marks": ("1: One\n2: two\n3:\n4: three\n5: four", "One\ntwo\n\nthree\nfour"),
    "line numbers of written lines": ("1\tOne\n2\ttwo\n\n3\tthree\n4\tfour\n5\tfive", "One\ntwo\n\nthree\nfour\nfive"),
    "no line numbers": ("1 One\n3 two\n2 three\n4 four\n9 five\n1 six", "1 One\n3 two\n2 three\n4 four\n9 five\n1 six"),
    "few numbers": ("1 One\n2 two\nthree\nfour\nfive\nsix", "1 One\n2 two\nthree\nfour\nfive\nsix"),
    "form feed": ("One and\ftwo\n\fthree", "One and\n\ntwo\n\nthree"),
    "page numbers": (
        "One and\n- 3 -\ntwo and\nPage 4 of 9\nthree and\n[5]\nfour 6",
        "One and\n\n- 3 -\n\ntwo and\n\nPage 4 of 9\n\nthree and\n\n[5]\n\nfour 6",
    ),
    "running header": (
        "THE TIMES\nOne and\n1\nTHE TIMES\ntwo and\n2\nTHE TIMES\nthree",
        "THE TIMES\n\nOne and\n\n1\n\nTHE TIMES\n\ntwo and\n\n2\n\nTHE TIMES\n\nthree",
    ),
    "running header with numbers": (
        "May 4, 9:00 x 1/3\nOne\n\fMay 4, 9:01 x 2/3\ntwo",
        "May 4, 9:00 x 1/3\n\nOne\n\nMay 4, 9:01 x 2/3\n\ntwo",
    ),
    "two columns": (
        "It rained for     Then the sun\na day and for     came out\none more.         again.\n\n"
        "The bridge is     A ferry\nto open.          goes.",
        "It rained for\na day and for\none more.\n\nThe bridge is\nto open.\n\n"
        "Then the sun\ncame out\nagain.\n\nA ferry\ngoes.",
    ),
    "two columns under a title": (
        "     Rain over the whole of the town\n\n"
        "It rained    Then the\na day and    sun came\none more     out and\nday, all     it was\nlong.",
        "Rain over the whole of the town\n\n"
        "It rained\na day and\none more\nday, all\nlong.\n\nThen the\nsun came\nout and\nit was",
    ),
    "two columns on two pages": (
        "a b    e f\nc d    g h\ni      k\nl m    n\n\fo p q      t u\nr s        v\nx y z      w\nj          m",
        "a b\nc d\ni\nl m\n\ne f\ng h\nk\nn\n\no p q\nr s\nx y z\nj\n\nt u\nv\nw\nm",
    ),
    "two columns and a short page": (
        "a b    e f\nc d    g h\ni      k\nl m    n\n\fo p    x\nq\nr s\nt\nu\n\fv w x y z a    b c d\ne f    g",
        "a b\nc d\ni\nl m\n\ne f\ng h\nk\nn\n\no p\nq\nr s\nt\nu\n\nx\n\nv w x y z a b c d\ne f g",
    ),
    "gaps here and there": (
        "One     two\nthree four five     six\nseven eight\nnine ten eleven twelve",
        "One two\nthree four five six\nseven eight\nnine ten eleven twelve",
    ),
}
"""Plain texts and what is read from them."""

PAGES: Mapping[str, tuple[str, str]] = {
    "inline tags": ("<p>The <b>r</b>iv<i>er</i> <a href=x>ro<em>se</em></a>", "The river rose"),
    "white space": ("<p> The\n  river <b> rose </b>\n</p>\n", "The river rose"),
    "blocks": (
        "<div>One<p>two</p>three<ul><li>four<li>five</ul></div><table><tr><td>six<td>seven</table>",
        "One\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\nseven",
    ),
    "line breaks": ("<p>One<br>two<br/><br>three<wbr>four", "One\ntwo\n\nthreefour"),
    "block by style": ("<p>One <span style='display: block'>two</span> three", "One\n\ntwo\n\nthree"),
    "not shown": (
        "<head><title>No</title></head><style>p{}</style><script>no()</script><p>One"
        "<template>no</template><noscript>no</noscript><svg><text>no</text></svg> two<!-- no -->",
        "One two",
    ),
    "hidden": (
        "<p>One <span hidden>no</span><span style='color:red; DISPLAY : none !important'>no</span>"
        "<span style='visibility:hidden'>no</span><i style='font-size:0'>no</i>"
        "<i style='opacity: 0;'>no</i>two<dialog>no</dialog>",
        "One two",
    ),
    "not hidden": (
        "<p>One <span style='opacity:0.5'>two</span> <span style='display:inline'>three</span> "
        "<i style='font-size:0.9em'>four</i>",
        "One two three four",
    ),
    "hidden from screen readers": (
        "<p>One <span aria-hidden='true'>E</span>mboldened <span aria-hidden='false'>two</span>",
        "One\n\nE\n\nmboldened two",
    ),
    "for screen readers": ("<p>One <span class='x sr-only'>two</span> three", "One\n\ntwo\n\nthree"),
    "drop cap": ("<p><span style='float:left;font-size:60px'>T</span>he river", "The river"),
    "struck through": (
        "<p>By <del>32</del> or <s>33</s> or <span style='text-decoration: red line-through'>34</span> feet",
        "By ~~32~~ or ~~33~~ or ~~34~~ feet",
    ),
    "turned round": (
        "<p>By <bdo dir=rtl>32</bdo> or <span style='unicode-bidi:bidi-override;direction:rtl'>33</span>",
        "By \u202e32\u202c or \u202e33\u202c",
    ),
    "struck through by the block": (
        "<del><p>It rose.</p><p>It <b>fell</b>.<br>Then</p></del>"
        "<div style='text-decoration:line-through'>rain</div><p>Sun",
        "~~It rose.~~\n\n~~It fell.~~\n~~Then~~\n\n~~rain~~\n\nSun",
    ),
    "turned round by the block": (
        "<div style='unicode-bidi:bidi-override;direction:rtl'><p>It rose</p><p>It fell</p></div><p>Sun",
        "\u202eIt rose\u202c\n\n\u202eIt fell\u202c\n\nSun",
    ),
    "not turned round": ("<p>By <bdo dir=ltr>32</bdo>", "By \u202d32\u202c"),
    "footnote marks": (
        "<p>It rained.<sup>1</sup> The river<sup><a href=#n>[2]</a></sup> rose<sup>*</sup><sup>3, 4</sup>",
        "It rained. The river rose",
    ),
    "exponents": (
        "<p>3<sup>2</sup> feet, CO<sub>2</sub>, the 5<sup>th</sup> <sup>1</sup>Note",
        "3² feet, CO₂, the 5th ¹Note",
    ),
    "quotation element": ("<p><q>One <q>two</q></q> said", "“One ‘two’” said"),
    "buttons": (
        "<p>By <a>Ann Lee</a> <button>Follow</button> and <a>Bob Ray</a> <a href=#><span>Follow</span></a> in Saltmere",
        "By Ann Lee and Bob Ray in Saltmere",
    ),
    "other buttons": ("<p>One <button>Share</button> two <a>Follow me</a>", "One\n\nShare\n\ntwo Follow me"),
    "title": (
        "<h1><img src=x></h1><h1>Rain <b>again</b></h1><h1>Next</h1><h2>Then</h2>",
        "# Rain again\n\nNext\n\nThen",
    ),
    "as typed": ("<pre>One\ntwo\n\nthree</pre>", "One\ntwo\n\nthree"),
    "entities": ("<p>AT&amp;T&nbsp;rose &#8220;so&#8221; &lt;b&gt;", "AT&T rose “so” <b>"),
    "no Markdown": ("<p>One *two* [three](four) # five", "One *two* [three](four) # five"),
    "figure": (
        "<figure><img alt='No'><figcaption>A town. <span>ANN LEE/AP</span></figcaption></figure>",
        "A town. ANN LEE/AP",
    ),
    "one line each": ("One<br>two<br>three", "One\ntwo\nthree"),
    "deep": ("<div>" * 300 + "One" + "</div>" * 300 + "<p>two", "One\n\ntwo"),
}
"""Pages and what is read from them."""


def _page(text: str) -> str:
    title, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html><head><title>x</title></head><body><h1>{title[2:]}</h1>{body}</body></html>"


def _mhtml(page: str) -> bytes:
    """A page as a browser saves it in one file, with a frame and a picture behind it."""
    quoted = quopri.encodestring(page.encode(), quotetabs=True).replace(b"\n", b"\r\n")
    head = (
        b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?Rain?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n'
    )
    parts = [
        b"Content-Type: text/html\r\nContent-ID: <f@x>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted,
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n",
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"<p>frame"),
    ]
    return head + b"".join(b"------b\r\n" + part + b"\r\n" for part in parts) + b"------b--\r\n"


def _message(text: str) -> bytes:
    """A message that holds a text twice: plain, and as a page in another encoding."""
    page = base64.encodebytes(_page(text).encode("cp1252"))
    return (
        b"Subject: Rain\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\npreamble\n--a\n"
        b"Content-Type: multipart/alternative; boundary=\"b c\"\n\n--b c\nContent-Type: text/plain; charset=utf-8\n\n"
        b"In short\n--b c\nContent-Type: text/html; charset=\"windows-1252\"\nContent-Transfer-Encoding: base64\n\n"
        + page + b"--b c--\n--a\nContent-Type: text/html\nContent-Disposition: attachment; filename=x\n\n<p>no\n--a--\n"
    )  # fmt: skip


FILES: Mapping[str, tuple[str, bytes, str]] = {
    **{f"plain: {name}": ("a.txt", text.encode(), read) for name, (text, read) in PLAIN.items()},
    **{f"page: {name}": ("a.html", text.encode(), read) for name, (text, read) in PAGES.items()},
    "byte order mark": ("a.txt", b"\xef\xbb\xbf" + RAIN.encode(), RAIN),
    "UTF-16": ("a.txt", RAIN.encode("utf-16"), RAIN),
    "UTF-16, big end first": ("a.txt", b"\xfe\xff" + RAIN.encode("utf-16-be"), RAIN),
    "UTF-16 without a mark": ("a.txt", RAIN.encode("utf-16-le"), RAIN),
    "UTF-16, big end first, without a mark": ("a.txt", RAIN.encode("utf-16-be"), RAIN),
    "page": ("a.html", _page(RAIN).encode(), RAIN),
    "page in a text file": ("a.txt", b" \n" + _page(RAIN).encode(), RAIN),
    "page in UTF-16": ("a.html", _page(RAIN).encode("utf-16"), RAIN),
    "page in UTF-16 without a mark": ("a.html", _page(RAIN).encode("utf-16-be"), RAIN),
    "page that names its encoding": ("a.html", ("<meta charset=latin-1>" + _page(RAIN)).encode("cp1252"), RAIN),
    "page that names another": (
        "a.html", '<meta http-equiv=x content="text/html; charset=ISO-8859-5"><p>Дождь'.encode("iso-8859-5"), "Дождь",
    ),
    "page that names none": ("a.html", "<p>Más “no”".encode("cp1252"), "Más “no”"),
    "XHTML": ("a.xhtml", ('<?xml version="1.0" encoding="UTF-8"?>' + _page(RAIN)).encode(), RAIN),
    "Markdown that starts with a link": ("a.md", b"<https://a.example> *One*", "https://a.example One"),
    "page saved as one file": ("a.mhtml", _mhtml(_page(RAIN)), RAIN),
    "page saved as one file of another name": ("a.txt", _mhtml(_page(RAIN)), RAIN),
    "message": ("a.eml", _message(RAIN), RAIN),
    "message of plain text": ("a.eml", b"Subject: Rain\n\n# Rain\n\n*One* two", "# Rain\n\nOne two"),
    "message in another encoding": (
        "a.eml",
        b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nM=E1s =\nagua",
        "Más agua",
    ),
    "long text": ("a.txt", b"word " * 1000, " ".join(["word"] * 1000)),
}  # fmt: skip
"""Files by name, what they hold, and what is read from them."""

REFUSED: Mapping[str, tuple[str, bytes, str]] = {
    "PDF": ("a.txt", b"%PDF-1.7\n", "a PDF document; copy"),
    "PDF by name": ("a.PDF", b"It rained", "a PDF document; copy"),
    "RTF": ("a.rtf", b"{\\rtf1 It rained}", "an RTF document; save"),
    "JSON": ("a.txt", b' {\n "a": 1}', "JSON data; give"),
    "JSON list": ("a.txt", b'[{"a\\"b": 1}]', "JSON data; give"),
    "JSON by name": ("a.json", b"3", "JSON data; give"),
    "Word": ("a.docx", b"PK\x03\x04 word/document.xml", "a Word document; save"),
    "Word of another name": ("a.txt", b"PK\x03\x04 word/document.xml", "a Word document; save"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word document; save"),
    "OpenDocument": ("a.odt", b"PK\x03\x04 application/vnd.oasis.opendocument.text", "an OpenDocument text; save"),
    "EPUB": ("a.epub", b"PK\x03\x04 mimetypeapplication/epub+zip", "an EPUB book; save"),
    "ZIP": ("a.zip", b"PK\x03\x04", "a ZIP archive; give"),
    "web archive": ("a.webarchive", b"bplist00", "a web archive of Safari; save"),
    "Latin-1": ("a.txt", b"M\xe1s", "not UTF-8 text at byte 1"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text at byte 0"),
    "half a character": ("a.txt", b"\xff\xfeM", "not UTF-16 text at byte 2"),
    "binary": ("a.txt", b"ab\x00c", "a binary file"),
    "message without text": ("a.eml", b"Content-Type: image/png\n\nx", "a message without a page or text"),
    "too many tags": ("a.html", b"<i></i>" * 500_001, "more than 1,000,000 tags"),
}  # fmt: skip
"""Files that are not read, and what is said of them."""
