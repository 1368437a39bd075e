import io
import re
import xml.etree.ElementTree as ElementTree

from PIL import Image

from rag.evaluation.plots import Estimate, curve, dots, histograms, png

ROWS = [Estimate("<b>유형</b> & 둘", 0.5, 0.25, 0.75), Estimate("둘", 0.0, 0.0, 1.5)]


def test_dots_lie_where_their_values_are() -> None:
    root = ElementTree.fromstring(dots("제목", ROWS, (0, 1)))
    of = {"s": "http://www.w3.org/2000/svg"}
    circle, zero = root.findall(".//s:circle", of)
    line, cut = (one for one in root.findall(".//s:line", of) if "whisker" in one.attrib["class"])
    left, right = float(zero.attrib["cx"]), float(cut.attrib["x2"])
    width = right - left  # the second interval is cut at the limit of 1
    assert float(circle.attrib["cx"]) == round(left + width / 2, 1)
    assert float(line.attrib["x1"]) == round(left + width / 4, 1)
    assert root.findall(".//s:title", of)[0].text == "<b>유형</b> & 둘: 0.5 [0.25, 0.75]"


def test_a_curve_marks_the_nearest_point() -> None:
    svg = curve("곡선", [(0.25, 0.1), (0.5, 0.2), (1.0, 0.4)], ("가로", "세로"), 0.45)
    ElementTree.fromstring(svg)
    assert "지금: 0.5, 0.2" in svg


def test_bars_are_the_shares_of_each_series() -> None:
    svg = histograms("분포", {"있음": [0.1, 0.1, 0.9, 0.95], "없음": [0.1]}, bins=2)
    told = re.findall("<title>(.+?)</title>", svg)
    assert told == ["있음, 0–0.5: 50.0%", "있음, 0.5–1: 50.0%", "없음, 0–0.5: 100.0%"]


def test_nothing_to_plot_is_an_empty_plot() -> None:
    for svg in (dots("빔", []), curve("빔", [], ("", ""), None), histograms("빔", {})):
        ElementTree.fromstring(svg)


def test_a_png_is_drawn_large_on_white_with_its_letters() -> None:
    image = Image.open(io.BytesIO(png(dots("", ROWS, (0, 1)), zoom=2)))
    assert image.size[0] == 920
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    plain, titled = (Image.open(io.BytesIO(png(dots(t, [])))) for t in ("", "지표"))
    assert plain.tobytes() != titled.tobytes()
