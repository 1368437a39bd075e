"""What measures and kinds of questions are called, and which measures are shown first."""

BY_KIND = ("hit@1", "hit@5", "mrr@10", "answer_contains", "char_f1", "answered", "refusal_recall")
# In words for whoever never heard of them; the name of the measure stands beside it everywhere.
_MEANINGS = {
    "hit@": "위에서 {}개 안에 근거가 나온 질문의 비율",
    "recall@": "찾아야 할 근거 가운데 위에서 {}개 안에 나온 비율",
    "mrr@": "첫 근거가 얼마나 위에 있는지(1위면 1점, {}위 밖은 0점)",
    "map@": "근거가 모두 얼마나 위에 모이는지({}위까지, 1점 만점)",
    "ndcg@": "근거가 위에 있을수록 높은 순위 점수({}위까지, 1점 만점)",
    "correct": "바르게 답하거나, 답이 없어 바르게 거절한 질문의 비율",
    "answer_contains": "보여 준 답에 정답이 든 질문의 비율",
    "exact_match": "짧은 답이 정답과 똑같은 질문의 비율",
    "char_f1": "짧은 답과 정답의 글자가 겹치는 정도(똑같으면 1점)",
    "answered": "답이 있는 질문에 답한 비율",
    "citation_precision": "답에 단 근거 가운데 옳은 근거의 비율",
    "citation_recall": "찾아야 할 근거 가운데 답에 단 비율",
    "citation_coverage": "답의 문장 가운데 근거로 확인된 비율",
    "refusal_recall": "답이 없는 질문을 거절한 비율",
    "refusal_precision": "거절한 질문 가운데 정말 답이 없는 비율",
    "auroc": "답이 있는 질문과 없는 질문을 확신으로 가리는 힘(1점 만점, 0.5점이면 동전 던지기)",
    "aurc": "확신이 큰 답부터 보아 갈 때의 평균 오답률(낮을수록 좋음)",
}
# The others are points, not shares of questions, citations or sentences.
_POINTS = ("mrr@", "map@", "ndcg@", "char_f1", "auroc")
# Of the questions that come with the sample, and of drafts.
_KINDS = {
    "direct": "바로 물음",
    "paraphrase": "바꿔 말함",
    "alias": "다른 이름",
    "list": "나열",
    "compare": "비교",
    "follow-up": "이어 물음",
    "spacing": "띄어쓰기",
    "typo": "오타",
    "keyboard": "한/영 키",
    "near-miss": "비슷하나 답 없음",
    "false-premise": "틀린 전제",
    "off-topic": "주제 밖",
    "date": "때",
    "number": "수",
    "person": "사람",
    "place": "곳",
    "group": "단체",
    "work": "작품",
    "name": "이름",
    "reason": "까닭",
    "manner": "방법",
    "yes_no": "예/아니요",
    "thing": "사물",
    "unanswerable": "답 없음",
}


def kind_name(kind: str) -> str:
    """A kind of questions in Korean; as the question set has it where that is its own."""
    return _KINDS.get(kind, kind)


def meaning(name: str) -> str:
    """What a measure tells, in Korean."""
    stem, at, depth = name.partition("@")
    return _MEANINGS[stem + at].format(depth)


def figure(name: str, value: float) -> str:
    """The value of a measure for people: a share in percent, points as they are."""
    return f"{value:.3f}" if name.startswith(_POINTS) else f"{value:.1%}"


def difference(name: str, value: float) -> str:
    """How much a measure went up or down, for people."""
    return f"{value:+.3f}" if name.startswith(_POINTS) else f"{100 * value:+.1f}%p"
