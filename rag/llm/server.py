"""A language model behind an OpenAI-compatible address.

Only the configured address is spoken to: no proxies, no redirects. Whatever goes wrong there is a
LanguageModelError with a sentence for the user.
"""

import ipaddress
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus import MundapError, UsageError
from corpus.particles import quoted
from rag.llm.prompt import Message
from rag.llm.unwrapped import spoken

if TYPE_CHECKING:
    from openai import OpenAI

_CONNECT = 5.0
SILENCE = 120.0
_LONGEST_TIME = 600.0
_LONGEST_ANSWER = 8_000
_LONGEST_THOUGHT = 100_000
_ATTEMPTS = 3
_PAUSE = 0.5
_LONGEST_PAUSE = 5.0
_FIXED = ("temperature", "seed")
_MISUNDERSTOOD = frozenset([400, 422])
_WORTH_RETRYING = frozenset([408, 409, 429, 500, 502, 503, 504])
_TOO_LONG = re.compile(r"context|too long|n_ctx|max_model_len", re.IGNORECASE)


class LanguageModelError(MundapError):
    """The server of the language model did not do as it should."""

    kind = "llm"


class LanguageModel:
    """A language model `name` behind the address of an interface, as http://localhost:11434/v1.

    `silence` are the seconds after which a silent server is given up. Raises UsageError where the
    address or the key cannot be one.
    """

    def __init__(
        self, url: str, name: str, key: str | None = None, *, silence: float = SILENCE
    ) -> None:
        self.name = name
        self.url = _checked_url(url)
        self._client = _client(self.url, key, silence)

    def say(self, prompt: list[Message]) -> str:
        """The whole reply; raises LanguageModelError, also where it is cut."""
        *_, text = "", *self.stream(prompt)
        return text

    def stream(self, prompt: list[Message]) -> Iterator[str]:
        """The growing reply without what the model thinks aloud; raises LanguageModelError."""
        return _visible(self._deltas(prompt))

    def _deltas(self, prompt: list[Message]) -> Iterator[str]:
        """The pieces of the model's answer; raises LanguageModelError, also where it is cut."""
        until = time.monotonic() + _LONGEST_TIME
        with _explained(self.url, self.name):
            begun, finished = False, None
            with self._begin(prompt) as stream:
                for chunk in stream:
                    if not chunk.choices:
                        continue
                    begun, finished = True, chunk.choices[0].finish_reason or finished
                    yield chunk.choices[0].delta.content or ""
                    if time.monotonic() > until:
                        raise LanguageModelError("언어 모델의 답이 너무 오래 걸려 멈췄습니다.")
            if not begun:
                raise ValueError("no chunk")
        if finished is None:
            raise LanguageModelError("언어 모델의 답이 끝나기 전에 끊겼습니다.")
        if finished == "length":
            raise LanguageModelError("언어 모델의 답이 길이 한도에 걸려 끊겼습니다.")

    def _begin(self, prompt: list[Message]) -> Any:  # noqa: ANN401 - the client's own generic
        """Open the stream; again after a pause where that may help, thrice at most."""
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        # Always the same answer, where the server can; some models refuse to be told how.
        request: dict[str, Any] = {"messages": prompt, "temperature": 0, "seed": 0}
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._client.chat.completions.create(model=self.name, stream=True, **request)
            except APITimeoutError:
                raise
            except (APIConnectionError, APIStatusError) as error:
                status = getattr(error, "status_code", None)
                other = _otherwise(request, str(error)) if status in _MISUNDERSTOOD else None
                again = other or status is None or status in _WORTH_RETRYING
                if attempt == _ATTEMPTS or not again:
                    raise
                request = other or request
                time.sleep(0 if other else _pause(error, attempt))
        raise AssertionError("the last attempt returns or raises")


def _otherwise(request: dict[str, Any], refusal: str) -> dict[str, Any] | None:
    """The request without what a server refuses to take; None where that is something else."""
    if any(name in refusal and name in request for name in _FIXED):
        return {name: value for name, value in request.items() if name not in _FIXED}
    system, *rest = request["messages"]
    if rest and system["role"] == "system" and "system" in refusal.lower():
        # Templates of some models know no rules: they come before the question then.
        first = {**rest[0], "content": f"{system['content']}\n\n{rest[0]['content']}"}
        return {**request, "messages": [first, *rest[1:]]}
    return None


def list_models(url: str, key: str | None = None) -> tuple[str, ...]:
    """The names of the models that a server offers, sorted; raises MundapError."""
    address = _checked_url(url)
    with _explained(address, ""):
        return tuple(sorted({model.id for model in _client(address, key, 10.0).models.list()}))


def only_model(url: str, key: str | None = None) -> str:
    """The model of a server that has just one; raises UsageError that names the choice."""
    models = list_models(url, key)
    if not models:
        raise UsageError(f"언어 모델 서버({url})에 모델이 없습니다. 서버에 모델을 받아 주세요.")
    if len(models) > 1:
        names = ", ".join(models[:10]) + (" …" if len(models) > 10 else "")
        raise UsageError(f"모델이 여럿입니다. --model로 하나를 골라 주세요: {names}")
    return models[0]


def check(url: str, model: str, key: str | None = None) -> str:
    """Have the model say a word; the Korean sentence that it works, or MundapError."""
    address = _checked_url(url)
    prompt: list[Message] = [{"role": "user", "content": "'네'라고만 답하세요."}]
    started = time.perf_counter()
    with _explained(address, model):
        reply = _client(address, key, 60.0).chat.completions.create(
            model=model,
            messages=prompt,  # type: ignore[arg-type]
        )
        if not reply.choices or not (reply.choices[0].message.content or "").strip():
            raise LanguageModelError(f"모델 {quoted(model, '이')} 빈 답을 보냈습니다.")
    seconds = time.perf_counter() - started
    return f"모델 {quoted(model, '이')} {seconds:.1f}초 만에 답했습니다."


def leaves_machine(url: str) -> bool:
    """Whether what is sent to an address goes to another computer."""
    host = urlsplit(_checked_url(url)).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")


def _checked_url(url: str) -> str:
    """An http(s) address without what does not belong there; raises UsageError."""
    address = url.strip().rstrip("/").removesuffix("/chat/completions")
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
        clean = address.isprintable() and " " not in address and not (parts.query or parts.username)
    except ValueError:
        good = clean = False
    if not address:
        raise UsageError("언어 모델 서버의 주소를 적어 주세요(예: http://localhost:11434/v1).")
    if not (good and clean):
        raise UsageError(
            f"언어 모델의 주소가 올바르지 않습니다({url}). "
            "http://localhost:11434/v1처럼 적어 주세요."
        )
    return address


def _client(url: str, key: str | None, silence: float) -> "OpenAI":
    from openai import DefaultHttpxClient, OpenAI, Timeout

    key = (key or "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError("API 키에 쓸 수 없는 글자가 있습니다. 키를 다시 붙여 넣어 주세요.")
    return OpenAI(
        base_url=url,
        # The client insists on a key; servers without keys ignore it.
        api_key=key or "none",
        max_retries=0,
        timeout=Timeout(silence, connect=_CONNECT),
        http_client=DefaultHttpxClient(trust_env=False, follow_redirects=False),
    )


def _pause(error: Exception, attempt: int) -> float:
    """Seconds until the next attempt: what the server asks for, within bounds, else ever more."""
    asked = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    seconds = float(asked) if asked.replace(".", "", 1).isdigit() else _PAUSE * 2**attempt
    return min(seconds, _LONGEST_PAUSE)


def _visible(deltas: Iterator[str]) -> Iterator[str]:
    """The growing text without what the model thinks aloud; raises where there is no end."""
    raw = ""
    for delta in deltas:
        raw += delta
        text = spoken(raw)
        if len(text) > _LONGEST_ANSWER or len(raw) > _LONGEST_THOUGHT:
            raise LanguageModelError("언어 모델의 답이 너무 길어 멈췄습니다.")
        if text:
            yield text


@contextmanager
def _explained(url: str, model: str) -> Iterator[None]:
    """Whatever the client raises as LanguageModelError with a sentence for the user."""
    import openai

    try:
        yield
    except openai.APITimeoutError as error:
        raise LanguageModelError(
            f"언어 모델 서버({url})가 제때 답하지 않았습니다. 서버가 바쁜지 확인해 주세요."
        ) from error
    except openai.APIStatusError as error:
        told = _status_sentence(error.status_code, url, model, str(error))
        raise LanguageModelError(told) from error
    except openai.APIConnectionError as error:
        raise LanguageModelError(
            f"언어 모델 서버({url})에 연결하지 못했습니다. 주소와 서버가 켜져 있는지 확인해 주세요."
        ) from error
    except openai.APIError as error:
        raise LanguageModelError(
            f"언어 모델 서버({url})가 답하다가 실패했습니다. 서버의 기록을 확인해 주세요."
        ) from error
    except (openai.OpenAIError, ValueError, AttributeError, TypeError) as error:
        raise LanguageModelError(
            f"언어 모델 서버({url})가 알아볼 수 없는 답을 보냈습니다. "
            "OpenAI 호환 주소인지 확인해 주세요."
        ) from error


def _status_sentence(status: int, url: str, model: str, refusal: str) -> str:
    if status in _MISUNDERSTOOD and _TOO_LONG.search(refusal):
        return (
            f"찾은 단락이 언어 모델 서버({url})의 문맥 길이를 넘었습니다. 서버에서 문맥 길이를 "
            "8,192 토큰 이상으로 늘려 주세요."
        )
    if status in (401, 403):
        return (
            f"언어 모델 서버({url})가 API 키를 받아들이지 않았습니다({status}). 키를 확인해 주세요."
        )
    if status == 404:
        subject = f"모델 '{model}'이나 주소({url})" if model else f"주소({url})"
        return (
            f"{subject}를 찾을 수 없습니다(404). 모델 이름과, 주소가 /v1로 끝나는지 확인해 주세요."
        )
    if status == 429:
        return "언어 모델 서버의 사용 한도를 넘었습니다(429). 잠시 뒤 다시 물어 주세요."
    if 300 <= status < 400:
        return f"언어 모델 서버({url})가 다른 주소로 돌렸습니다({status}). 바른 주소를 적어 주세요."
    if status >= 500:
        return f"언어 모델 서버({url})에 문제가 생겼습니다({status}). 서버의 기록을 확인해 주세요."
    return (
        f"언어 모델 서버({url})가 요청을 받아들이지 않았습니다({status}). "
        "모델 이름과 주소를 확인해 주세요."
    )
