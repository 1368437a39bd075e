"""Whether a sentence drops a limit that what it cites has."""

import pytest

from rag.checking.limits import drops_limit


@pytest.mark.parametrize(
    ("lie", "honest", "told"),
    [
        (
            "입장료에는 주차료까지 들어 있습니다.",
            "주차료는 별도입니다.",
            "입장료 9천 원(주차료 별도)",
        ),
        (
            "새 노선은 이미 운행되고 있습니다.",
            "새 노선은 5월부터 운행합니다.",
            "새 노선은 5월부터 운행한다.",
        ),
        (
            "옥상 방수 공사가 의결되었습니다.",
            "안건은 옥상 방수 공사입니다.",
            "안건: 옥상 방수 공사 의결",
        ),
        (
            "주민은 반드시 나와야 합니다.",
            "주민은 나오는 것이 권장됩니다.",
            "주민이 나오기를 권한다.",
        ),
        ("계량기는 해마다 갑니다.", "계량기는 3년마다 갑니다.", "계량기는 3년마다 간다."),
        (
            "허가는 공사한 뒤에 받습니다.",
            "허가는 공사 전에 받습니다.",
            "공사는 사전 허가를 받는다.",
        ),
        (
            "수영장은 앞으로 계속 닫습니다.",
            "수영장은 8월까지 닫습니다.",
            "수영장은 8월까지 닫는다.",
        ),
        (
            "강아지도 들어올 수 없습니다.",
            "강아지만 들어올 수 있습니다.",
            "동물은 강아지만 들어올 수 있다.",
        ),
        (
            "앱을 맡긴 회사는 나루소프트입니다.",
            "앱을 맡은 회사는 나루소프트입니다.",
            "조합은 나루소프트에 앱을 맡겼다.",
        ),
    ],
)
def test_limits_are_kept(lie: str, honest: str, told: str) -> None:
    assert drops_limit(lie, told)
    assert not drops_limit(honest, told)
