"""What measures and kinds of questions are called, and which measures are shown first."""

BY_KIND = ("hit@1", "hit@5", "mrr@10", "answer_contains", "char_f1", "answered", "refusal_recall")
_MEANINGS = {
    "hit@": "위에서 {}개 안에 근거가 있는 질문",
    "recall@": "위에서 {}개 안에 든 근거의 몫",
    "mrr@": "첫 근거 순위의 역수({}위까지)",
    "map@": "근거마다 그 순위까지의 정확도({}위까지)",
    "ndcg@": "순위 이득({}위까지)",
    "correct": "바르게 답하거나 바르게 거절한 질문",
    "answer_contains": "보여 준 답에 정답이 든 질문",
    "exact_match": "짧은 답이 정답과 같은 질문",
    "char_f1": "짧은 답과 정답의 글자 F1",
    "answered": "답이 있는 질문에 답한 몫",
    "citation_precision": "인용 가운데 옳은 것",
    "citation_recall": "근거 가운데 인용된 것",
    "citation_coverage": "답 문장 가운데 인용으로 뒷받침된 것",
    "refusal_recall": "답이 없는 질문을 거절한 몫",
    "refusal_precision": "거절 가운데 옳은 것",
    "auroc": "답 유무를 가리는 확신의 AUROC",
    "aurc": "확신하는 순서로 답할 때의 평균 오답률(낮을수록 좋음)",
}
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
