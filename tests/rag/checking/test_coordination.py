import pytest

from rag.checking.coordination import coordinated


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "수강료는 8만 원이며, 재료비도 포함됩니다.",
            ["수강료는 8만 원이다.", "재료비도 포함됩니다."],
        ),
        (
            "회의는 3시에 시작되고 위원장은 4시에 왔지만, 결론은 나지 않았다.",
            ["회의는 3시에 시작되다.", "위원장은 4시에 왔다.", "결론은 나지 않았다."],
        ),
        ("수강료는 8만 원이고 재료비를 포함합니다.", ["수강료는 8만 원이고 재료비를 포함합니다."]),
        ("빠르고 값싼 기차가 낫다.", ["빠르고 값싼 기차가 낫다."]),
    ],
)
def test_parts_with_a_topic_of_their_own_are_sentences(text: str, parts: list[str]) -> None:
    assert coordinated(text) == parts
