"""Signs that are no letters: bullets, ticks and brackets, and letters of fonts of symbols.

Programs keep the latter in the private area of Unicode.
"""

import re

TICKED, EMPTY_BOX = "☑", "□"
# As people type them; a tick without a box marks other things as well.
TICKED_BOXES, EMPTY_BOXES, TICK = "☑☒■✔", "□☐", "✓"
# What items of a list begin with; within a class of a pattern it comes first.
BULLETS = "-*•▶○●□■◦※"
# What items are counted by in letters: '가.', '나.'.
LETTERS = "가나다라마바사아자차카타파하"
# What stands in brackets, anywhere and at the end of a name: '농도(ng/mL)'.
BRACKETED = re.compile(r"\([^()]*\)")
BRACKETED_AT_END = re.compile(rf"\s?{BRACKETED.pattern}$")
# In square ones as well: '단가[원]'.
ANY_BRACKETED_AT_END = re.compile(r"\s?[(\[][^()\[\]]*[)\]]$")
# By the last two digits of U+F0xx.
_WINGDINGS = {0xFE: TICKED, 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: EMPTY_BOX, 0x6F: EMPTY_BOX}
_WINGDINGS_2 = {0x52: TICKED, 0x53: "☒", 0x50: "✓", 0x4F: "✗", 0xA3: EMPTY_BOX, 0x2A: EMPTY_BOX}
_SYMBOL = {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB9: "≠", 0xB7: "•", 0x6D: "μ"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000
# Without a font, those that mean one thing in any of them.
PRIVATE = {
    _PRIVATE + code: letter
    for code, letter in {**_WINGDINGS, 0x52: TICKED, 0xB0: "°", 0xB1: "±"}.items()
}


def symbol(font: str, code: str) -> str:
    """The letter that a code in hexadecimal digits stands for in a font; ' ' for an unknown one."""
    try:
        number = int(code, 16)
    except ValueError:
        return " "
    return _FONTS.get(font.lower(), {}).get(number & 0xFF, " ")
